/** Functions that tell about the machine, keep state, write, or only waste time. */
export const refusedFunctions: ReadonlySet<string> = new Set([
  'getenv',
  'current_setting',
  'getvariable',
  'nextval',
  'currval',
  'setseed',
  'sleep_ms',
  'pg_sleep',
  'write_log',
  'current_query',
  'current_connection_id',
  'json_execute_serialized_sql',
  'get_block_size',
]);

/** Table functions that make rows from their arguments alone. */
export const tableFunctions: ReadonlySet<string> = new Set([
  'unnest',
  'range',
  'generate_series',
  'repeat',
  'json_each',
  'json_tree',
]);

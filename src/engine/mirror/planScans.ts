import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';

/** One scan of Parquet files in a statement's plan. */
export interface PlanScan {
  readonly files: readonly string[];
  /** Top-level columns as the plan names them, those of pushed filters too. */
  readonly columns: readonly string[];
  /** Names that come from the paths. */
  readonly hive: ReadonlySet<string>;
  /** The rows of each file that the scan is bounded to, by `file_row_number`; both ends count. */
  readonly rows: { readonly first: number; readonly last: number } | undefined;
}

/** The reader's own column `file_row_number`, as plans number it. */
const FILE_ROW_NUMBER = '9223372036854775809';

/** Texts, numbers, and words that are none in JSON. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|-?\b(?:Infinity|NaN|inf|nan)\b/g;

const index = z.union([z.number(), z.string()]);
const get = z.object({
  name: z.string(),
  names: z.array(z.string()),
  column_indexes: z.array(z.object({ index })),
  table_filters: z.object({ filters: z.array(z.object({ key: index, value: z.unknown() })) }),
  function_data: z.object({
    files: z.array(z.string()),
    parquet_options: z.object({
      file_options: z.object({ hive_types_schema: z.array(z.object({ key: z.string() })) }),
    }),
  }),
});
const answer = z.object({ error: z.boolean(), plans: z.array(z.unknown()).optional() });
const comparison = z.object({
  filter_type: z.literal('CONSTANT_COMPARISON'),
  comparison_type: z.string(),
  constant: z.object({ is_null: z.literal(false), value: z.number() }),
});
const conjunction = z.object({
  filter_type: z.literal('CONJUNCTION_AND'),
  child_filters: z.array(z.unknown()),
});

/**
 * The Parquet files and columns that a statement reads, from DuckDB's own plan: files that a filter
 * on their path rules out are gone from it. Undefined where DuckDB makes no plan of the statement.
 *
 * `EXPLAIN` would give the columns, but not which files a scan is of.
 */
export async function planScans(
  connection: DuckDBConnection,
  statement: string,
): Promise<readonly PlanScan[] | undefined> {
  // Some optimizers leave a plan that cannot be written down; before them it reads no less.
  return (
    (await plan(connection, statement, sql`true`)) ??
    (await plan(connection, statement, sql`false`))
  );
}

async function plan(
  connection: DuckDBConnection,
  statement: string,
  optimize: Sql,
): Promise<readonly PlanScan[] | undefined> {
  const query = sql`SELECT json_serialize_plan(${lit(statement)}, optimize := ${optimize})`;
  const text = String((await connection.runAndReadAll(query)).getRows()[0]?.[0]);
  // The reader's own columns have numbers beyond 2^53, and DuckDB writes infinities as they are.
  const sound = text.replace(TOKENS, (token) => {
    if (/^-?\d{16,}$/.test(token)) return `"${token}"`;
    return /^-?[a-z]/i.test(token) ? 'null' : token;
  });
  const { error, plans } = answer.parse(JSON.parse(sound));
  if (error || plans === undefined) return undefined;
  const scans: PlanScan[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'LOGICAL_GET' && 'name' in node) {
      if (node.name === 'read_parquet' || node.name === 'parquet_scan') scans.push(scanOf(node));
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(plans);
  return scans;
}

function scanOf(node: object): PlanScan {
  const { names, column_indexes, table_filters, function_data } = get.parse(node);
  const columns = column_indexes.flatMap(({ index: at }) =>
    typeof at === 'number' ? (names[at] ?? []) : [],
  );
  const bound = table_filters.filters.find(({ key }) => key === FILE_ROW_NUMBER);
  const { hive_types_schema } = function_data.parquet_options.file_options;
  return {
    files: function_data.files,
    columns,
    hive: new Set(hive_types_schema.map(({ key }) => key.toLowerCase())),
    rows: bound && rowsOf(bound.value),
  };
}

function rowsOf(filter: unknown): PlanScan['rows'] {
  let [first, last] = [0, Infinity];
  const parts = conjunction.safeParse(filter).data?.child_filters ?? [filter];
  for (const part of parts) {
    const { data } = comparison.safeParse(part);
    // A part that is not understood only leaves more rows in.
    if (!data) continue;
    const { value } = data.constant;
    const kind = data.comparison_type.replace('COMPARE_', '');
    if (kind === 'EQUAL' || kind.startsWith('GREATERTHAN')) first = Math.max(first, value);
    if (kind === 'EQUAL' || kind.startsWith('LESSTHAN')) last = Math.min(last, value);
  }
  return { first, last };
}

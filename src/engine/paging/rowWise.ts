/** A query each of whose rows is made of one row of one source, in the source's order. */
export interface RowWise {
  /** The relation that it reads, as it is named in the query. */
  readonly source: string;
  /** True if conditions leave rows out; else row n of the query is row n of the source. */
  readonly filtered: boolean;
}

type Node = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, RowWise>;

/** Kinds of expressions that look at one row alone; functions are looked up by name. */
const CLASSES: ReadonlySet<unknown> = new Set([
  ...['COLUMN_REF', 'CONSTANT', 'CASE', 'COMPARISON', 'CONJUNCTION', 'OPERATOR', 'CAST'],
  ...['BETWEEN', 'FUNCTION', 'STAR', 'LAMBDA', 'LAMBDA_REF', 'COLLATE'],
]);

/**
 * Tells of a serialised SELECT whether its rows are rows of one source, one for one or some left out.
 * Any clause that joins, groups, orders, limits or looks at other rows makes it undefined; so does
 * every function that is not in `scalars`.
 */
export function rowWise(
  statement: unknown,
  sources: readonly string[],
  scalars: ReadonlySet<string>,
): RowWise | undefined {
  if (!isNode(statement)) return undefined;
  const scope = new Map(
    sources.map((source) => [source.toLowerCase(), { source, filtered: false }] as const),
  );
  return ofSelect(statement['node'], scope, scalars);
}

function ofSelect(value: unknown, outer: Scope, scalars: ReadonlySet<string>): RowWise | undefined {
  if (!isNode(value) || value['type'] !== 'SELECT_NODE') return undefined;
  const clauses = ['modifiers', 'group_expressions', 'group_sets'];
  if (!clauses.every((name) => isEmpty(value[name]))) return undefined;
  if (!['having', 'sample', 'qualify'].every((name) => value[name] === null)) return undefined;
  const scope = withTables(value['cte_map'], outer, scalars);
  const from = scope && ofTable(value['from_table'], scope, scalars);
  const looks = [value['select_list'], value['where_clause']];
  if (!from || !looks.every((part) => isLocal(part, scalars))) return undefined;
  return value['where_clause'] === null ? from : { ...from, filtered: true };
}

/** The scope with a WITH clause's tables; undefined if one of them cannot be told. */
function withTables(value: unknown, outer: Scope, scalars: ReadonlySet<string>): Scope | undefined {
  const scope = new Map(outer);
  for (const entry of listOf(isNode(value) ? value['map'] : [])) {
    if (!isNode(entry) || !isNode(entry['value'])) return undefined;
    const { aliases, query } = entry['value'];
    const found = isEmpty(aliases) && isNode(query) && ofSelect(query['node'], scope, scalars);
    const name = String(entry['key']).toLowerCase();
    if (found) scope.set(name, found);
    else scope.delete(name);
  }
  return scope;
}

function ofTable(value: unknown, scope: Scope, scalars: ReadonlySet<string>): RowWise | undefined {
  if (!isNode(value) || value['sample'] !== null) return undefined;
  if (!isEmpty(value['column_name_alias'])) return undefined;
  if (value['type'] === 'BASE_TABLE') return scope.get(String(value['table_name']).toLowerCase());
  if (value['type'] !== 'SUBQUERY' || !isNode(value['subquery'])) return undefined;
  return ofSelect(value['subquery']['node'], scope, scalars);
}

function isLocal(value: unknown, scalars: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.every((item) => isLocal(item, scalars));
  if (!isNode(value)) return true;
  if ('class' in value && !CLASSES.has(value['class'])) return false;
  if (value['class'] === 'FUNCTION') {
    if (value['distinct'] === true || value['filter'] !== null) return false;
    if (!scalars.has(String(value['function_name']).toLowerCase())) return false;
  }
  return Object.values(value).every((child) => isLocal(child, scalars));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

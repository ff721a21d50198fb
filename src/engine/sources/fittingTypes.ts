import type { DuckDBConnection } from '@duckdb/node-api';
import { csvDialect } from '../../core/sql/csvDialect.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { Column, Schema } from '../../shared/columnType.ts';
import type { SourceOptions } from '../../shared/source.ts';

/**
 * Texts that DuckDB's sniffer surely takes for a type. Its reader takes more: it rounds `0.5` and
 * drops the zeros of `007` where a column is BIGINT.
 */
const FORMS: Readonly<Record<string, string>> = {
  int64: '-?(?:0|[1-9][0-9]{0,17})',
  float64: '-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?',
  boolean: '(?:true|false|True|False|TRUE|FALSE)',
};
/** Stands between texts that are looked at together. */
const BETWEEN = '\u001F';

/**
 * True if a CSV surely has the types of its head: one pass on all processors, where the sniffer goes
 * through a file on one. A column that holds nothing in the head and something further down has no
 * type yet.
 */
export async function fittingTypes(
  connection: DuckDBConnection,
  { file, head }: { readonly file: string; readonly head: string },
  options: SourceOptions,
  columns: Schema,
  /** The rows that are looked at; all of them by default. */
  rows?: number,
): Promise<boolean> {
  const [first] = columns;
  if (!first || options.thousands !== undefined || (options.decimal ?? '.') !== '.') return false;
  const formats = { date: options.dateFormat, timestamp: options.timestampFormat };
  const strict = Object.entries(formats).flatMap(([kind, format]) => (format ? [kind] : []));
  if (columns.some(({ type }) => ![...Object.keys(FORMS), ...strict, 'text'].includes(type.kind))) {
    return false;
  }
  const isCast = ({ type }: Column): boolean => strict.includes(type.kind);
  // Values go beside their format, so that another one is an error; all others are looked at as text.
  const pairs = columns.map(
    (column) =>
      sql`${lit(column.name)}: ${lit(isCast(column) ? duckdbType(column.type) : 'VARCHAR')}`,
  );
  const dialect = joinSql(csvDialect({ ...options, strict: true }));
  const reader = (path: string): Sql =>
    sql`read_csv(${lit(path)}, auto_detect = false, columns = {${joinSql(pairs)}}, ${dialect})`;
  const ask = async (values: readonly Sql[], from: Sql): Promise<readonly unknown[]> => {
    const result = await connection.runAndReadAll(sql`SELECT [${joinSql(values)}] FROM ${from}`);
    const [row] = result.getRowsJson();
    return Array.isArray(row?.[0]) ? row[0] : [];
  };
  const held = ({ name }: Column): Sql => sql`count(${ident(name)}) > 0`;
  try {
    const texts = columns.filter(({ type }) => type.kind === 'text');
    const inHead = texts.length > 0 ? await ask(texts.map(held), reader(head)) : [];
    const empty = texts.filter((_, index) => inHead[index] !== true);
    const other = columns.filter(({ type }) => type.kind !== 'text');
    const asked = joinSql([first, ...empty, ...other].map(({ name }) => ident(name)));
    // Of a large file only a column that its head leaves open is worth a look beyond.
    const looked = rows === undefined || empty.length > 0 ? file : head;
    const limit = rows === undefined ? sql`` : sql` LIMIT ${lit(rows)}`;
    const doubts = [
      ...empty.map(held),
      ...Object.entries(FORMS).flatMap(([kind, form]) => unlike(columns, kind, form)),
      // A date is looked at only where it is asked for.
      sql`count(hash(${joinSql([first, ...other.filter(isCast)].map(({ name }) => ident(name)))})) < 0`,
    ];
    return !(await ask(doubts, sql`(SELECT ${asked} FROM ${reader(looked)}${limit})`)).includes(
      true,
    );
  } catch {
    // Whatever is wrong is told by the reading that comes next.
    return false;
  }
}

/** Whether a row holds other texts in the columns of a kind; nulls are left out. */
function unlike(columns: Schema, kind: string, form: string): readonly Sql[] {
  const names = columns.filter(({ type }) => type.kind === kind).map(({ name }) => ident(name));
  if (names.length === 0) return [];
  const all = sql`concat_ws(${lit(BETWEEN)}, ${joinSql(names)})`;
  const pattern = lit(`(?:${form}(?:${BETWEEN}${form})*)?`);
  return [sql`bool_or(NOT regexp_full_match(${all}, ${pattern}))`];
}

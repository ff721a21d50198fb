import type { DuckDBConnection } from '@duckdb/node-api';
import { readSource } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import type { SourceOptions } from '../../shared/source.ts';

/** What DuckDB's sniffer takes for a number or a boolean, for `regexp_full_match`. */
const INTEGER = String.raw`\s*(?:0|[1-9][0-9]*|-[0-9]+)\s*`;
const FLOAT = String.raw`\s*(?:-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?(?i:nan|inf|infinity))`;
const BOOLEAN = '(?i:true|false|t|f|yes|no)';
const ZONED = ':[0-9.]+ ?[A-Za-z+-]';

/** CSV files as they are read now. */
export interface ReadCsv {
  readonly files: readonly string[];
  readonly base: string;
  readonly options: SourceOptions;
  /** The columns that the files themselves hold, with the types of the head. */
  readonly columns: Schema;
}

/** A type, and what a text must be to have it. The last one takes every text. */
interface Step {
  readonly type: ColumnType;
  readonly fits?: Sql;
}

/**
 * The columns whose type, found out from the head of large files, does not hold to their end, with
 * the types that they have on the whole: those that the sniffer gives to a small file. One pass over
 * the text on all processors.
 */
export async function widerTypes(
  connection: DuckDBConnection,
  { files, base, options, columns }: ReadCsv,
): Promise<Schema> {
  const typed = columns.flatMap((column) => {
    const steps = stepsOf(column, options);
    return steps.length > 0 ? [{ column, steps }] : [];
  });
  if (typed.length === 0) return [];
  const asText = columns.map(({ name }): Column => ({ name, type: { kind: 'text' } }));
  const rows = readSource({
    ...{ format: 'csv', options, schema: asText, hive: [], identity: false },
    files: sql`[${joinSql(files.map(lit))}]`,
    base: lit(base),
  });
  const needed = typed.map(({ column, steps }) => {
    const cases = steps.flatMap(({ fits }, at) =>
      fits ? [sql`WHEN ${fits} THEN ${lit(at)}`] : [],
    );
    return sql`coalesce(max(CASE WHEN ${ident(column.name)} IS NULL THEN 0 ${joinSql(cases, ' ')} ELSE ${lit(steps.length - 1)} END), 0)`;
  });
  const result = await connection.runAndReadAll(sql`SELECT [${joinSql(needed)}] FROM (${rows})`);
  const [found] = result.getRowsJson()[0] ?? [];
  const places = Array.isArray(found) ? found.map(Number) : [];
  return typed.flatMap(({ column, steps }, at) => {
    const place = places[at] ?? 0;
    const type = steps[place]?.type;
    return place > 0 && type ? [{ name: column.name, type }] : [];
  });
}

function stepsOf({ name, type }: Column, options: SourceOptions): readonly Step[] {
  const { decimal = '.', thousands, dateFormat, timestampFormat } = options;
  const text = ident(name);
  const whole = thousands === undefined ? text : sql`replace(${text}, ${lit(thousands)}, '')`;
  const number = decimal === '.' ? whole : sql`replace(${whole}, ${lit(decimal)}, '.')`;
  const last: Step = { type: { kind: 'text' } };
  const like = (value: Sql, form: string): Sql => sql`regexp_full_match(${value}, ${lit(form)})`;
  const casts: Step = { type, fits: sql`TRY_CAST(${text} AS ${duckdbType(type)}) IS NOT NULL` };
  const formatted = (format: string): Step => ({
    type,
    fits: sql`try_strptime(${text}, ${lit(format)}) IS NOT NULL`,
  });
  const float: Step = { type: { kind: 'float64' }, fits: like(number, FLOAT) };
  switch (type.kind) {
    case 'text':
      return [];
    case 'int64': {
      const cast = sql`TRY_CAST(${whole} AS BIGINT)`;
      // The first half is the quicker one.
      const fits = sql`CAST(${cast} AS VARCHAR) = ${whole} OR (${like(whole, INTEGER)} AND ${cast} IS NOT NULL)`;
      return [{ type, fits }, float, last];
    }
    case 'float64':
      return [float, last];
    case 'boolean':
      return [{ type, fits: like(text, BOOLEAN) }, last];
    case 'date':
      return [dateFormat === undefined ? casts : formatted(dateFormat), last];
    case 'timestamp': {
      if (timestampFormat !== undefined) return [formatted(timestampFormat), last];
      const local = sql`TRY_CAST(${text} AS TIMESTAMP) IS NOT NULL AND NOT regexp_matches(${text}, ${lit(ZONED)})`;
      const zoned = sql`TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL`;
      return [{ type, fits: local }, { type: { kind: 'timestamptz' }, fits: zoned }, last];
    }
    case 'timestamptz':
      return [timestampFormat === undefined ? casts : formatted(timestampFormat), last];
    default:
      return [casts, last];
  }
}

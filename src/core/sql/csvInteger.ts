import type { Column } from '../../shared/columnType.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { formatType } from '../../shared/formatType.ts';
import { ident, lit, sql } from './sql.ts';
import type { Sql } from './sql.ts';
import { duckdbType } from './types.ts';

/** Texts that are integers. DuckDB's sniffer takes hexadecimal and binary ones, so they stay. */
const DIGITS = String.raw`\s*(?:[+-]?[0-9]+|0[xX][0-9A-Fa-f]+|0[bB][01]+)\s*`;
const INTEGERS: ReadonlySet<string> = new Set(['int8', 'int16', 'int32', 'int64']);

/**
 * Whether a column of a CSV is read as text and cast here. DuckDB's typed reader, as its `CAST`,
 * rounds `0.5` and takes `1e3` and `1_000` for integers.
 */
export function isCsvInteger({ type }: Column): boolean {
  return INTEGERS.has(type.kind);
}

/** The type that DuckDB's reader gives to a column of a CSV. */
export function csvReaderType(column: Column): string {
  return isCsvInteger(column) ? 'VARCHAR' : duckdbType(column.type);
}

/**
 * An integer column of a CSV that was read as text. A text that is no integer of the type is an error
 * that names it and the column; it is never rounded.
 */
export function csvInteger(column: Column, options: SourceOptions): Sql {
  const text = digits(column, options);
  const type = duckdbType(column.type);
  const what = lit(`” in the column “${column.name}” is no ${formatType(column.type)}`);
  return sql`CASE WHEN ${isDigits(text)} THEN CAST(${text} AS ${type}) WHEN ${ident(column.name)} IS NOT NULL THEN error(concat('“', left(${ident(column.name)}, 100), ${what})) END`;
}

/** True for rows whose text `csvInteger` takes: null, or an integer of the type. */
export function isInteger(column: Column, options: SourceOptions): Sql {
  const text = digits(column, options);
  const cast = sql`TRY_CAST(${text} AS ${duckdbType(column.type)})`;
  return sql`(${ident(column.name)} IS NULL OR (${isDigits(text)} AND ${cast} IS NOT NULL))`;
}

function isDigits(text: Sql): Sql {
  return sql`regexp_full_match(${text}, ${lit(DIGITS)})`;
}

/** The typed reader takes marks between thousands out wherever they stand. */
function digits({ name }: Column, { thousands }: SourceOptions): Sql {
  return thousands === undefined
    ? ident(name)
    : sql`replace(${ident(name)}, ${lit(thousands)}, '')`;
}

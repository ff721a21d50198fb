import type { ColumnType } from '../../shared/columnType.ts';
import { lit, litList, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType, formatType } from '../sql/types.ts';
import { patterns, trueWords, falseWords, blanks } from './textPatterns.ts';
import { isFloat, isInteger } from './types.ts';

/**
 * A cast by the table of casts: null where it fails, or with `onError: 'error'` an error of the
 * engine that names the value. The pair must be one that `castRule` knows.
 */
export function castDuckdb(
  value: Sql,
  from: ColumnType,
  to: ColumnType,
  onError: 'error' | 'null' | 'widen',
): Sql {
  const cast = tryCast(value, from, to);
  if (onError !== 'error') return cast;
  const words = lit(`” cannot become ${formatType(to)}.`);
  return sql`coalesce(${cast}, CASE WHEN ${value} IS NOT NULL THEN error('“' || CAST(${value} AS VARCHAR) || ${words}) END)`;
}

function tryCast(value: Sql, from: ColumnType, to: ColumnType): Sql {
  const type = duckdbType(to);
  if (to.kind === 'text') return toText(value, from);
  if (from.kind === 'text') return fromText(value, to);
  if (from.kind === 'timestamptz' && to.kind === 'timestamp')
    return sql`make_timestamp(epoch_us(${value}))`;
  if (isFloat(from) && isInteger(to)) return sql`TRY_CAST(round(${value}) AS ${type})`;
  if (to.kind === 'boolean') return sql`(${value} <> 0)`;
  if (isFloat(from) && to.kind === 'float32') return sql`TRY_CAST(${value} AS FLOAT)`;
  // From a float32 DuckDB would count the digits in single precision.
  if (from.kind === 'float32' && to.kind === 'decimal')
    return sql`TRY_CAST(CAST(${value} AS DOUBLE) AS ${type})`;
  if (to.kind === 'decimal' || isInteger(to)) return sql`TRY_CAST(${value} AS ${type})`;
  return sql`CAST(${value} AS ${type})`;
}

function toText(value: Sql, from: ColumnType): Sql {
  if (from.kind === 'binary') return sql`lower(hex(${value}))`;
  if (from.kind === 'timestamptz')
    return sql`(CAST(make_timestamp(epoch_us(${value})) AS VARCHAR) || '+00')`;
  const text = sql`CAST(${value} AS VARCHAR)`;
  // A remainder may give a NaN with a sign.
  return isFloat(from) ? sql`replace(${text}, '-nan', 'nan')` : text;
}

function fromText(value: Sql, to: ColumnType): Sql {
  const type = duckdbType(to);
  if (to.kind === 'boolean') {
    const word = sql`lower(trim(${value}, ${lit(blanks)}))`;
    const list = (words: readonly string[]): Sql => litList(words);
    return sql`(CASE WHEN ${word} IN ${list(trueWords)} THEN TRUE WHEN ${word} IN ${list(falseWords)} THEN FALSE END)`;
  }
  const pattern =
    to.kind === 'date'
      ? patterns.date
      : to.kind === 'timestamp'
        ? patterns.timestamp
        : isInteger(to)
          ? patterns.integer
          : isFloat(to)
            ? patterns.float
            : patterns.decimal;
  const found = sql`regexp_extract(${value}, ${lit(pattern)}, 1)`;
  // Doubles first: a float32 is what the nearest double rounds to, as in the other engines.
  if (to.kind === 'float32') return sql`TRY_CAST(TRY_CAST(${found} AS DOUBLE) AS FLOAT)`;
  return sql`TRY_CAST(${found} AS ${type})`;
}

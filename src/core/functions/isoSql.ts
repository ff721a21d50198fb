import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { DateFormatPattern } from './dateFormatPattern.ts';

// Both match what `[0-9]{4}` and `[0-9]{1,2}` match, but for what DuckDB takes for a year before
// Christ and for the next day.
const realYear = '([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])';
const realHour = '([01]?[0-9]|2[0-3])';

/**
 * How DuckDB reads texts of a date format: what matches is put in the order of ISO 8601 and cast, which
 * takes numbers without leading zeros too. Undefined for formats with names of months, years of two
 * digits, halves or days of the year, or with parts that touch.
 */
export function isoSql(
  { groups, pieces }: DateFormatPattern,
  type: ColumnType,
): ((value: Sql) => Sql) | undefined {
  const touch = pieces.some(
    (piece, index) => piece.directive !== undefined && pieces[index + 1]?.directive !== undefined,
  );
  if (touch || groups.some((group) => !'YmdHMSf'.includes(group))) return undefined;
  const place = (directive: string, otherwise: string): string => {
    const group = groups.indexOf(directive);
    return group < 0 ? otherwise : `\\${String(group + 1)}`;
  };
  const day = `${place('Y', '')}-${place('m', '1')}-${place('d', '1')}`;
  const clock = `${place('H', '0')}:${place('M', '0')}:${place('S', '0')}`;
  const fraction = groups.includes('f') ? `.${place('f', '')}` : '';
  const iso = type.kind === 'date' ? day : `${day} ${clock}${fraction}`;
  const own: Readonly<Record<string, string>> = { Y: realYear, H: realHour };
  const found = pieces.map((piece) => own[piece.directive ?? ''] ?? piece.pattern).join('');
  const whole = lit(`\\A${found}\\z`);
  const kind = type.kind === 'date' ? sql`DATE` : sql`TIMESTAMP`;
  return (value) =>
    sql`(CASE WHEN regexp_matches(${value}, ${whole}) THEN TRY_CAST(regexp_replace(${value}, ${whole}, ${lit(iso)}) AS ${kind}) END)`;
}

import type { TopValue } from '../../../shared/profile/columnProfile.ts';
import { joinSql, lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { asText } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';
import { parseDouble, profileValue } from '../profileValue.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Numbers written where there is no value: nines, minus one, and the ends of integer types. */
const CANDIDATES = [
  ...[-1, -9, -99, -999, -9999, -99999, -999999, -9999999, -99999999, -999999999],
  ...[99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999],
  ...[-128, 127, 255, -32768, 32767, 65535, -2147483648, 2147483647, 4294967295],
  ...[-1e30, 1e30, -1e20, 1e20, 9.96921e36, -3.4028234663852886e38, 3.4028234663852886e38],
];

const x = sql`CAST(v AS DOUBLE)`;

/** As a join: a list of so many doubles would be compared one by one. */
const listed = sql`${x} IN (SELECT unnest([${joinSql(CANDIDATES.map(lit))}]::DOUBLE[]))`;

/** Beyond this many interquartile ranges from the other values' quartiles a number stands alone. */
const REACH = 3;

/** The candidates that occur, with their counts. */
export function missingNumbersQuery(values: Counted): Sql {
  return sql`SELECT ${asText(values.column, sql`v`)}, ${tally(values)} FROM ${values.from} WHERE ${listed} GROUP BY v ORDER BY v`;
}

/** The values that are finite and no candidate. */
export function ordinaryValues(values: Counted): Counted {
  const from = sql`(SELECT * FROM ${values.from} WHERE isfinite(${x}) AND NOT (${listed}))`;
  return { ...values, from };
}

/** How many ordinary values there are, and between which they lie. */
export function ordinaryQuery(values: Counted): Sql {
  return sql`SELECT ${tally(values)}, CAST(min(${x}) AS VARCHAR), CAST(max(${x}) AS VARCHAR) FROM ${ordinaryValues(values).from}`;
}

/** Where the ordinary values lie. */
export interface Ordinary {
  readonly min: number;
  readonly max: number;
  readonly q1: number;
  readonly q3: number;
}

/**
 * The candidates that stand out: they occur at least twice, lie outside the range of the other values,
 * and either they are the only negative ones or they lie three interquartile ranges off.
 */
export function readMissingNumbers(
  rows: readonly TextRow[],
  { min, max, q1, q3 }: Ordinary,
  column: ProfiledColumn,
): TopValue[] {
  const reach = REACH * (q3 - q1);
  return rows.flatMap(([value, found]) => {
    const number = parseDouble(value ?? 'nan');
    const count = countOf(found);
    if (count < 2 || (number >= min && number <= max)) return [];
    const alone = number < 0 && min >= 0;
    const off = reach > 0 && (number < q1 - reach || number > q3 + reach);
    return alone || off ? [{ value: profileValue(column.type, value ?? ''), count }] : [];
  });
}

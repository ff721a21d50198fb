import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { asText } from '../column.ts';
import { parseDouble } from '../profileValue.ts';
import { tally, weight } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Counts and extremes of a numeric column; all further figures start from them. */
export interface NumberFacts {
  /** Values that are numbers, infinities too. */
  readonly numbers: number;
  readonly finite: number;
  readonly zeros: number;
  readonly negatives: number;
  /** Finite floats without a fraction; undefined for types that have none anyway. */
  readonly whole: number | undefined;
  /** Finite extremes as text, with every digit; undefined without finite values. */
  readonly min: string | undefined;
  readonly max: string | undefined;
  /** Sum of the finite values as doubles, by compensated summation. */
  readonly sum: number;
}

/** One scan: zeros, values below zero (minus infinity too), whole numbers, finite extremes. */
export function numberFactsQuery(values: Counted): Sql {
  const { column } = values;
  const float = column.family === 'float';
  const finite = float ? sql`isfinite(v)` : sql`TRUE`;
  const sum = sql`fsum(${weight(values)} * CAST(v AS DOUBLE)) FILTER (WHERE ${finite})`;
  return sql`SELECT ${tally(values, float ? sql`NOT isnan(v)` : undefined)}, ${tally(values, finite)}, ${tally(values, sql`v = 0`)}, ${tally(values, sql`v < 0`)}, ${float ? tally(values, sql`isfinite(v) AND v = trunc(v)`) : sql`NULL`}, ${asText(column, sql`min(v) FILTER (WHERE ${finite})`)}, ${asText(column, sql`max(v) FILTER (WHERE ${finite})`)}, CAST(${sum} AS VARCHAR) FROM ${values.from}`;
}

/** Reads the row of `numberFactsQuery`. */
export function readNumberFacts(row: TextRow): NumberFacts {
  const [numbers, finite, zeros, negatives, whole, min, max, sum] = row;
  return {
    numbers: countOf(numbers),
    finite: countOf(finite),
    zeros: countOf(zeros),
    negatives: countOf(negatives),
    whole: whole === null || whole === undefined ? undefined : Number(whole),
    min: min ?? undefined,
    max: max ?? undefined,
    sum: parseDouble(sum ?? '0'),
  };
}

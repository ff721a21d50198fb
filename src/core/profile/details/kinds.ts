import type { SemanticKind, TextDetails } from '../../../shared/profile/columnDetails.ts';
import { joinSql, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { kindTestsFor } from './kindTests.ts';
import type { DateFormats } from './textDates.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

// SAFETY: the keys of the table are exactly the kinds.
const KINDS = Object.keys(kindTestsFor({ dates: [], timestamps: [] })) as readonly SemanticKind[];

/** How many texts match each kind, and how many are integers with a zero that a cast would lose. */
export function kindsQuery(values: Counted, formats: DateFormats): Sql {
  const tests = kindTestsFor(formats);
  const counts = KINDS.map((kind) => tally(values, tests[kind]));
  const zeros = tally(
    values,
    sql`CASE WHEN t < ':' THEN regexp_full_match(t, '[+-]?0[0-9]+') ELSE FALSE END`,
  );
  const n = values.grouped ? sql`, n` : sql``;
  return sql`SELECT ${joinSql([zeros, ...counts])} FROM (SELECT trim(v) AS t${n} FROM ${values.from})`;
}

/** Reads the row of `kindsQuery`; the commonest kind first. */
export function readKinds(row: TextRow): Pick<TextDetails, 'kinds' | 'leadingZeros'> {
  const kinds = KINDS.map((kind, index) => ({ kind, count: countOf(row[index + 1]) }));
  return {
    kinds: kinds.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
    leadingZeros: countOf(row[0]),
  };
}

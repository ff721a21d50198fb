import type { HistogramBin } from '../../../shared/profile/columnProfile.ts';
import type { TextDetails } from '../../../shared/profile/columnDetails.ts';
import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';
import { whiteSpace } from './whiteSpace.ts';

const BINS = 20;

/**
 * Texts by their length in code points: how many there are, how many are white space alone, and how
 * many have white space at an end. Only texts that may have some are searched for it: ASCII white
 * space sorts below `!`, and other kinds make a text longer in bytes than in characters.
 */
export function textLengthsQuery(values: Counted): Sql {
  const blank = sql`regexp_full_match(v, '${whiteSpace}+')`;
  const padded = sql`regexp_matches(v, '^${whiteSpace}|${whiteSpace}$')`;
  const maybe = sql`(v < '!' OR strlen(v) <> length(v) OR ends_with(v, ' ') OR ends_with(v, chr(9)) OR ends_with(v, chr(10)) OR ends_with(v, chr(11)) OR ends_with(v, chr(12)) OR ends_with(v, chr(13)))`;
  const kind = sql`CASE WHEN NOT ${maybe} OR v = '' THEN 0 WHEN ${blank} THEN 1 WHEN ${padded} THEN 2 ELSE 0 END`;
  return sql`SELECT l, ${tally(values)}, ${tally(values, sql`k = 1`)}, ${tally(values, sql`k = 2`)} FROM (SELECT length(v) AS l, ${kind} AS k${values.grouped ? sql`, n` : sql``} FROM ${values.from}) GROUP BY l ORDER BY l`;
}

/** Reads the rows of `textLengthsQuery`; undefined without any filled value. */
export function readTextLengths(
  rows: readonly TextRow[],
): Pick<TextDetails, 'empty' | 'blank' | 'padded' | 'lengths' | 'lengthHistogram'> | undefined {
  const lengths = rows.map(([length, count, blank, padded]) => ({
    length: countOf(length),
    count: countOf(count),
    blank: countOf(blank),
    padded: countOf(padded),
  }));
  const [first] = lengths;
  const last = lengths.at(-1);
  if (!first || !last) return undefined;
  const sum = (of: (one: (typeof lengths)[number]) => number): number =>
    lengths.reduce((total, one) => total + of(one), 0);
  return {
    empty: first.length === 0 ? first.count : 0,
    blank: sum((one) => one.blank),
    padded: sum((one) => one.padded),
    lengths: {
      min: first.length,
      mean: sum((one) => one.length * one.count) / sum((one) => one.count),
      max: last.length,
    },
    lengthHistogram: histogram(lengths, first.length, last.length),
  };
}

/** Bins of equally many lengths, at most 20: so that a bin is a range of whole numbers. */
function histogram(
  lengths: readonly { readonly length: number; readonly count: number }[],
  min: number,
  max: number,
): HistogramBin[] {
  const width = Math.ceil((max - min + 1) / BINS);
  const bins = Math.ceil((max - min + 1) / width);
  const counts = Array.from({ length: bins }, () => 0);
  for (const { length, count } of lengths) {
    const bin = Math.floor((length - min) / width);
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return counts.map((count, bin) => ({
    from: min + bin * width,
    to: bin === bins - 1 ? max : min + (bin + 1) * width,
    count,
  }));
}

import type { TopValue } from '../../../shared/profile/columnProfile.ts';
import { lit, litList, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Spellings that are told. */
const MOST = 20;

/**
 * Words that stand for a missing value, in lower case: those that pandas reads as such
 * (`pandas._libs.parsers.STR_NA_VALUES`), and others that people write.
 */
const WORDS = [
  ...['#n/a', '#n/a n/a', '#na', '-1.#ind', '-1.#qnan', '-nan', '1.#ind', '1.#qnan', '<na>'],
  ...['n/a', 'na', 'nan', 'null', 'none', 'nil', '(null)', '[null]', '\\n', '#null!', '#value!'],
  ...['n.a.', 'n.a', 'n/d', 'nd', 'n.d.', 'not available', 'not applicable', 'not specified'],
  ...['not provided', 'missing', 'unknown', 'unspecified', 'undefined', 'no data', 'no value'],
  ...['empty', '(empty)', '(blank)', 'blank', 'tbd', 'tba', 'keine angabe', 'k.a.', 's/d', 'nada'],
  ...['?', '??', '???', '-', '--', '---', '—', '–', '.', '..', '...', '*', '_', 'x.x', '#', '/'],
];

/** The words as they are written, the most frequent first; blanks around them do not matter. */
export function missingWordsQuery(values: Counted): Sql {
  const longest = Math.max(...WORDS.map((word) => word.length));
  const word = sql`CASE WHEN length(v) <= ${lit(longest + 10)} THEN lower(trim(v)) END`;
  return sql`SELECT v, ${tally(values)} AS texts FROM ${values.from} WHERE ${word} IN ${litList(WORDS)} GROUP BY v ORDER BY texts DESC, v LIMIT ${lit(MOST)}`;
}

/** Reads the rows of `missingWordsQuery`. */
export function readMissingWords(rows: readonly TextRow[]): TopValue[] {
  return rows.map(([value, count]) => ({ value: value ?? '', count: countOf(count) }));
}

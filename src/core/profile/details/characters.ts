import type { TextDetails } from '../../../shared/profile/columnDetails.ts';
import { joinSql, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';
import { whiteSpace } from './whiteSpace.ts';

/**
 * Classes of characters by Unicode general category: letters L, digits Nd, punctuation P and symbols S,
 * upper case Lu, lower case Ll, control Cc; white space by its property.
 */
const CLASSES = {
  letters: sql`\\p{L}`,
  digits: sql`\\p{Nd}`,
  spaces: whiteSpace,
  punctuation: sql`[\\p{P}\\p{S}]`,
  upper: sql`\\p{Lu}`,
  lower: sql`\\p{Ll}`,
  nonAscii: sql`[^\\x00-\\x7F]`,
  control: sql`\\p{Cc}`,
} as const;

/** Texts that hold at least one character of each class. */
export function charactersQuery(values: Counted): Sql {
  const counts = Object.values(CLASSES).map((pattern) =>
    tally(values, sql`regexp_matches(v, '${pattern}')`),
  );
  return sql`SELECT ${joinSql(counts)} FROM ${values.from}`;
}

/** Reads the row of `charactersQuery`. */
export function readCharacters(row: TextRow): TextDetails['characters'] {
  const [letters, digits, spaces, punctuation, upper, lower, nonAscii, control] = row.map(countOf);
  return {
    letters: letters ?? 0,
    digits: digits ?? 0,
    spaces: spaces ?? 0,
    punctuation: punctuation ?? 0,
    upper: upper ?? 0,
    lower: lower ?? 0,
    nonAscii: nonAscii ?? 0,
    control: control ?? 0,
  };
}

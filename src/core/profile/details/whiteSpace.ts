import { sql } from '../../sql/sql.ts';

/**
 * White space as a class of a regular expression: the characters with the Unicode property White_Space
 * (PropList.txt), which are U+0009 to U+000D, U+0085 and the separators.
 */
export const whiteSpace = sql`[\\x{9}-\\x{d}\\x{85}\\p{Z}]`;

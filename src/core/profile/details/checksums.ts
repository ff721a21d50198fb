import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';

/**
 * Luhn's checksum over a text of digits (ISO/IEC 7812-1, annex B): from the right every second digit
 * is doubled, its digits are added, and the sum is a multiple of ten.
 */
export function passesLuhn(digits: Sql): Sql {
  const doubled = sql`CASE WHEN i % 2 = 1 THEN d ELSE 2 * d - CASE WHEN d > 4 THEN 9 ELSE 0 END END`;
  const at = sql`CAST(substr(reverse(${digits}), i, 1) AS INTEGER)`;
  const term = sql`list_sum(list_transform(range(1, length(${digits}) + 1), lambda i: list_extract(list_transform([${at}], lambda d: ${doubled}), 1)))`;
  return sql`${term} % 10 = 0`;
}

/**
 * An IBAN's check (ISO 13616-1): the first four characters go last, letters become 10 to 35, and the
 * number that results is 1 modulo 97. A remainder is carried from character to character.
 */
export function isIban(text: Sql): Sql {
  const moved = sql`(substr(${text}, 5) || left(${text}, 4))`;
  const value = sql`(CASE WHEN ascii(c) > 64 THEN ascii(c) - 55 ELSE ascii(c) - 48 END)`;
  const values = sql`list_transform(string_split(${moved}, ''), lambda c: ${value})`;
  const carried = sql`list_reduce(list_prepend(0, ${values}), lambda r, d: (r * CASE WHEN d > 9 THEN 100 ELSE 10 END + d) % 97)`;
  return sql`${carried} = 1`;
}

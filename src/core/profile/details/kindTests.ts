import type { SemanticKind } from '../../../shared/profile/columnDetails.ts';
import { litList, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { isIban, passesLuhn } from './checksums.ts';
import { isoCountries } from './isoCountries.ts';
import { isoCurrencies } from './isoCurrencies.ts';
import { isDate, isTimestamp } from './textDates.ts';
import type { DateFormats } from './textDates.ts';

/** The text without spaces around it. */
const t = sql`t`;

const octet = sql`(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])`;
const ipv4 = sql`(?:${octet}\\.){3}${octet}`;
const number = sql`[+-]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?[0-9]+[eE][+-]?[0-9]+`;
const coordinate = sql`[+-]?[0-9]{1,3}\\.[0-9]{3,}`;

/** True where a cheap look says yes and then a dearer one does; SQL's AND keeps no order. */
function gate(cheap: Sql, test: Sql): Sql {
  return sql`CASE WHEN ${cheap} THEN ${test} ELSE FALSE END`;
}

function matches(pattern: Sql): Sql {
  return sql`regexp_full_match(${t}, '${pattern}')`;
}

/** Starts with a digit, or with what sorts below them: `+`, `-`, `.`, `(`. */
const startsLow = sql`${t} < ':'`;

/** A coordinate in decimal degrees with three digits or more, or with a hemisphere's letter. */
function isCoordinate(hemispheres: Sql, most: Sql): Sql {
  const degrees = matches(sql`${coordinate}|[0-9]{1,3}(?:\\.[0-9]+)?° ?[${hemispheres}]`);
  const value = sql`TRY_CAST(regexp_extract(${t}, '[+-]?[0-9]+(?:\\.[0-9]+)?') AS DOUBLE)`;
  return gate(
    sql`${startsLow} AND length(${t}) < 30 AND ${degrees}`,
    sql`abs(${value}) <= ${most}`,
  );
}

/**
 * What tells each kind, over a text `t` without spaces around it:
 * e-mail as the HTML standard's `input type=email` (with a dot in the domain, labels of any length), URLs by RFC 3986 with
 * `//` or starting with `www.`, UUIDs by RFC 9562, IPv4 without leading zeros, IPv6 by RFC 4291 (with
 * `::` and embedded IPv4), phone numbers of 7 to 15 digits (E.164) that start with `+` or hold a
 * separator, card numbers by prefix and Luhn's checksum (ISO/IEC 7812), IBANs by ISO 13616 (mod 97),
 * codes by ISO 3166-1 and ISO 4217 in capitals, JSON objects and arrays as DuckDB reads them, which
 * forgives a comma before the end.
 */
const kindTests: Readonly<Record<Exclude<SemanticKind, 'date' | 'timestamp'>, Sql>> = {
  email: gate(
    sql`contains(${t}, '@')`,
    matches(
      sql`[A-Za-z0-9.!#$%&''*+/=?^_\\x60{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?`,
    ),
  ),
  url: gate(
    sql`contains(${t}, '://') OR starts_with(lower(left(${t}, 4)), 'www.')`,
    matches(
      sql`[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#][^\\s]*|file:///[^\\s]*|[Ww]{3}\\.[^\\s.]+\\.[^\\s]+`,
    ),
  ),
  uuid: gate(
    sql`length(${t}) IN (36, 38)`,
    matches(sql`\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}?`),
  ),
  ipv4: gate(sql`${startsLow} AND length(${t}) BETWEEN 7 AND 15`, matches(ipv4)),
  ipv6: gate(
    sql`length(${t}) BETWEEN 2 AND 45 AND contains(${t}, ':')`,
    isIpv6(sql`regexp_replace(${t}, ':${ipv4}$', ':0:0')`),
  ),
  phone: gate(
    sql`${startsLow} AND length(${t}) BETWEEN 7 AND 30`,
    sql`${matches(sql`(?:\\+|00)?[0-9]{0,4}(?:[ ./-]?\\(?[0-9]{1,8}\\)?){2,7}(?: ?(?:x|ext\\.?) ?[0-9]{1,6})?`)} AND (starts_with(${t}, '+') OR regexp_matches(${t}, '[0-9)][ ./-]\\(?[0-9]|\\([0-9]')) AND length(regexp_replace(${t}, '[^0-9]', '', 'g')) BETWEEN 7 AND 15 AND NOT regexp_full_match(${t}, '${number}|[+-][0-9]{1,6}|${ipv4}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}.*|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}.*|[0-9]{1,3}(?:[., ][0-9]{3})+')`,
  ),
  'credit-card': gate(
    sql`${startsLow} AND length(${t}) BETWEEN 13 AND 23 AND ${matches(sql`[2-6][0-9]{12,18}|[2-6][0-9]{3}(?:[ -][0-9]{4}){3}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}`)}`,
    passesLuhn(sql`regexp_replace(${t}, '[ -]', '', 'g')`),
  ),
  iban: gate(
    sql`length(${t}) BETWEEN 15 AND 42 AND ${matches(sql`[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}`)}`,
    isIban(sql`replace(${t}, ' ', '')`),
  ),
  integer: gate(sql`${startsLow} AND length(${t}) <= 40`, matches(sql`[+-]?[0-9]+`)),
  decimal: gate(sql`${startsLow} AND length(${t}) <= 60`, matches(number)),
  boolean: gate(
    sql`length(${t}) <= 5`,
    sql`lower(${t}) IN ('true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', 'on', 'off', '1', '0')`,
  ),
  json: gate(sql`left(${t}, 1) IN ('{', '[')`, sql`json_valid(${t})`),
  country: gate(sql`length(${t}) IN (2, 3)`, sql`${t} IN ${litList(isoCountries)}`),
  currency: gate(sql`length(${t}) = 3`, sql`${t} IN ${litList(isoCurrencies)}`),
  latitude: isCoordinate(sql`NSns`, sql`90`),
  longitude: isCoordinate(sql`EWOewo`, sql`180`),
};

/** The test of every kind, over a text `t`; dates and moments are read by the given formats. */
export function kindTestsFor(formats: DateFormats): Readonly<Record<SemanticKind, Sql>> {
  return { ...kindTests, date: isDate(t, formats), timestamp: isTimestamp(t, formats) };
}

/** Eight groups of hexadecimal digits, or fewer with one `::` in place of the missing ones. */
function isIpv6(u: Sql): Sql {
  const group = sql`[0-9A-Fa-f]{1,4}`;
  const some = sql`(?:${group}(?::${group}){0,6})?`;
  const full = sql`regexp_full_match(${u}, '${group}(?::${group}){7}')`;
  const short = sql`regexp_full_match(${u}, '${some}::${some}') AND len(regexp_extract_all(${u}, '${group}')) <= 7`;
  return sql`(${full} OR (${short}))`;
}

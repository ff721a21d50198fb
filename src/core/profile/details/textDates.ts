import type { NamedCount } from '../../../shared/profile/columnDetails.ts';
import { joinSql, lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { isoTimestampPattern } from './zones.ts';

/** Ways to write a date, as strftime patterns. */
const DATES = [
  ...['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y%m%d'],
  ...['%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%m-%d-%Y'],
  ...['%d.%m.%y', '%d/%m/%y', '%m/%d/%y'],
  ...['%d %b %Y', '%d %B %Y', '%d-%b-%Y', '%d-%b-%y', '%b %d, %Y', '%B %d, %Y'],
  ...['%b %d %Y', '%B %d %Y'],
];

/** Ways to write a day with a time, besides ISO 8601 with a zone. */
const TIMESTAMPS = [
  ...['%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%Y/%m/%d', '%Y-%m-%d', '%m/%d/%y'],
].flatMap((date) => [
  ...[`${date} %H:%M`, `${date} %H:%M:%S`, `${date} %I:%M %p`, `${date} %I:%M:%S %p`],
]);

/** What each part of a format looks like in a text, or in its pattern of `A` and `9`. */
const PARTS: Readonly<Record<string, string>> = {
  '%Y': '[0-9]{4}',
  '%y': '[0-9]{2}',
  '%B': '[A-Za-z]{3,9}',
  '%b': '[A-Za-z]{3}',
  '%p': '[A-Za-z]{2}',
};

const LONGEST = 40;

/** The formats that a column's texts are tried with. */
export interface DateFormats {
  readonly dates: readonly string[];
  readonly timestamps: readonly string[];
}

/** The formats that could read a text of the patterns; all where not all patterns are known. */
export function formatsFor(patterns: readonly NamedCount[], complete: boolean): DateFormats {
  const fits = (format: string): boolean => {
    const shape = new RegExp(`^${shapeOf(format)}$`);
    return !complete || patterns.some(({ name }) => shape.test(name.trim()));
  };
  return { dates: DATES.filter(fits), timestamps: TIMESTAMPS.filter(fits) };
}

/** True for a text `t` that one of the formats reads as a day of the calendar. */
export function isDate(t: Sql, { dates }: DateFormats): Sql {
  return reads(t, dates);
}

/** True for a text `t` that is a day with a time: ISO 8601, with or without zone, or by a format. */
export function isTimestamp(t: Sql, { timestamps }: DateFormats): Sql {
  const iso = sql`length(${t}) <= ${lit(LONGEST)} AND regexp_full_match(${t}, '${isoTimestampPattern}')`;
  const day = sql`TRY_CAST(left(${t}, 10) || ' ' || substr(${t}, 12, 5) AS TIMESTAMP) IS NOT NULL`;
  return sql`CASE WHEN ${iso} THEN ${day} ELSE ${reads(t, timestamps)} END`;
}

/**
 * How many texts each format reads as dates or moments, the most first; a text such as 03/04/2020 is
 * read by two. Read with `readNamedCounts`; undefined where no format fits.
 */
export function dateFormatsQuery(
  values: Counted,
  { dates, timestamps }: DateFormats,
): Sql | undefined {
  const counts = [...dates, ...timestamps].map(
    (format) => sql`{'format': ${lit(format)}, 'texts': ${tally(values, reads(sql`t`, [format]))}}`,
  );
  if (counts.length === 0) return undefined;
  const n = values.grouped ? sql`, n` : sql``;
  const texts = sql`SELECT trim(v) AS t${n} FROM ${values.from}`;
  return sql`SELECT f.format, f.texts FROM (SELECT unnest([${joinSql(counts)}]) AS f FROM (${texts})) WHERE f.texts > 0 ORDER BY f.texts DESC, f.format`;
}

function reads(t: Sql, formats: readonly string[]): Sql {
  if (formats.length === 0) return sql`FALSE`;
  const shapes = lit(formats.map(shapeOf).join('|'));
  const may = sql`length(${t}) <= ${lit(LONGEST)} AND regexp_full_match(${t}, ${shapes})`;
  const list = sql`[${joinSql(formats.map(lit))}]`;
  return sql`CASE WHEN ${may} THEN try_strptime(${t}, ${list}) IS NOT NULL ELSE FALSE END`;
}

/** A regular expression, in SQL and in JavaScript, that every text of a format matches. */
function shapeOf(format: string): string {
  return format.replace(/%.|[^%]/g, (part) => {
    if (part.startsWith('%')) return PARTS[part] ?? '[0-9]{1,2}';
    return part === '.' ? '[.]' : part === ',' ? ',?' : part;
  });
}

import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

// Formats of `strftime` in the engines' own words; `formattedNode` writes what they have none for.

/** Directives with their `-`, and the texts between them. */
function piecesOf(format: string): readonly string[] {
  return format.match(/%-?.|[^%]+|%/gsu) ?? [];
}

/** A date or timestamp by a format in DuckDB, whose `strftime` has all but `%-V`, `%-u` and `%-w`. */
export function duckdbFormatted(value: Sql, format: string): Sql {
  const parts: Sql[] = [];
  let plain = '';
  const end = (): void => {
    if (plain !== '') parts.push(sql`strftime(${value}, ${lit(plain)})`);
    plain = '';
  };
  for (const piece of piecesOf(format)) {
    if (piece === '%-V') {
      end();
      parts.push(sql`week(${value})::VARCHAR`);
    } else plain += /^%-[uw]$/.test(piece) ? `%${piece.slice(2)}` : piece;
  }
  end();
  const [first = sql`strftime(${value}, '')`, ...others] = parts;
  if (others.length === 0) return first;
  return sql`(${others.reduce((before, part) => sql`${before} || ${part}`, first)})`;
}

/** A format for polars, which writes fractions of a second in as many digits as asked. */
export function polarsFormat(format: string): string {
  return piecesOf(format)
    .map((piece) => (piece === '%f' ? '%6f' : piece.replace(/^%-([uw])$/, '%$1')))
    .join('');
}

/** A format for Arrow; undefined for fractions and for numbers without leading zeros. */
export function arrowFormat(format: string): string | undefined {
  return piecesOf(format).some((piece) => /^%(?:-|f)/.test(piece)) ? undefined : format;
}

const javaLetters: Readonly<Record<string, string>> = {
  ...{ Y: 'yyyy', y: 'yy', m: 'MM', '-m': 'M', d: 'dd', '-d': 'd', j: 'DDD', '-j': 'D' },
  ...{ H: 'HH', '-H': 'H', I: 'hh', '-I': 'h', M: 'mm', '-M': 'm', S: 'ss', '-S': 's' },
  ...{ f: 'SSSSSS', B: 'MMMM', b: 'MMM', A: 'EEEE', a: 'EEE', p: 'a' },
};

/** A pattern for Spark; undefined where it has no letter, or where letters would run together. */
export function sparkFormat(format: string): string | undefined {
  let pattern = '';
  let text = '';
  for (const piece of [...piecesOf(format), '']) {
    if (piece === '%%' || (piece !== '' && !piece.startsWith('%'))) {
      text += piece === '%%' ? '%' : piece;
      continue;
    }
    pattern += /^[ .,:/-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
    const after = text === '' ? pattern.at(-1) : undefined;
    text = '';
    if (piece === '') break;
    const letters = javaLetters[piece.slice(1)];
    if (letters === undefined || after === letters.charAt(0)) return undefined;
    pattern += letters;
  }
  return pattern;
}

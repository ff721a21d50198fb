import { AppError } from '../../shared/errors.ts';

/** A piece of a query; blanks and comments are none. */
export interface QueryToken {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark';
  /** A word in lower case, a quoted name without its quotes, everything else as it stands. */
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
}

const blanks = /[ \t\r\n\f]+|--[^\r\n]*/y;
const comment = /\/\*(?:(?!\/\*)[^])*?\*\//y;
const piece =
  /(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*)|(?<number>\d[\d_.]*)|"(?<quoted>(?:[^"]|"")*)"|(?<text>'(?:[^']|'')*')|(?<mark>[()[\]{},.;:+\-*/%<>=!~^&|@#])/uy;

/**
 * Takes a query apart by the rules of DuckDB's own reader, as far as they agree with the plain ones:
 * dollar quotes, texts with a letter in front (`e'…'`), comments in comments, placeholders and blanks
 * beyond ASCII are refused. Throws `bad-sql`.
 */
export function queryTokens(query: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let place = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = place;
    return pattern.exec(query);
  };
  while (place < query.length) {
    const left = take(blanks) ?? take(comment);
    if (left) {
      place += left[0].length;
      continue;
    }
    const found = query.startsWith('/*', place) ? null : take(piece);
    if (!found) throw unreadable(query, place);
    const token = tokenOf(found, place);
    requireApart(token, tokens.at(-1), query);
    tokens.push(token);
    place += found[0].length;
  }
  return tokens;
}

function tokenOf(found: RegExpExecArray, start: number): QueryToken {
  const { word, number, quoted, text, mark } = found.groups ?? {};
  if (word !== undefined) return { kind: 'word', text: word.toLowerCase(), start };
  if (number !== undefined) return { kind: 'number', text: number, start };
  if (quoted !== undefined) {
    return { kind: 'quoted', text: quoted.replaceAll('""', '"'), start };
  }
  return text === undefined
    ? { kind: 'mark', text: mark ?? '', start }
    : { kind: 'text', text, start };
}

/** What touches a quote from the left changes how the quoted is read, and so does a text before a text. */
function requireApart(token: QueryToken, before: QueryToken | undefined, query: string): void {
  if (!before || (token.kind !== 'text' && token.kind !== 'quoted')) return;
  const touches = !/\s|\//.test(query[token.start - 1] ?? ' ');
  if (token.kind === 'text' && before.kind === 'text') {
    throw refused('Two texts follow one another.', 'Join them by ||.');
  }
  const reads = before.kind === 'word' || before.kind === 'number' || before.text === '&';
  if (touches && reads) {
    throw refused(
      `The quote behind “${before.text}” touches it.`,
      'Put a blank between them, and write texts in plain single quotes.',
    );
  }
}

function unreadable(query: string, place: number): AppError {
  const rest = query.slice(place);
  if (rest.startsWith('/*')) {
    return refused('A comment does not end, or holds another one.', 'End it by */.');
  }
  if (rest.startsWith("'")) return refused('A text does not end.', 'Close its single quote.');
  if (rest.startsWith('"')) return refused('A quoted name does not end.', 'Close its quote.');
  const sign = String.fromCodePoint(query.codePointAt(place) ?? 0);
  if (sign === '$' || sign === '?') {
    return refused(
      `“${sign}” has no place in a query.`,
      'Write texts in single quotes, and values themselves in the place of placeholders.',
    );
  }
  const shown = /\p{L}|\p{P}|\p{S}/u.test(sign) ? `“${sign}”` : 'A sign that cannot be seen';
  return refused(`${shown} has no place in a query.`, 'Take it out, or put quotes around it.');
}

/** A query that is not let in. */
export function refused(message: string, hint: string): AppError {
  return new AppError('bad-sql', message, { hint });
}

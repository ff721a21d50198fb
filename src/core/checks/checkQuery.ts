import { AppError } from '../../shared/errors.ts';
import { trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/**
 * A query as what may stand between two brackets: it begins as a SELECT does, closes every bracket,
 * quote and comment that it opens and no other, and is one statement. That it reads nothing but the
 * final table is found out by DuckDB's own parser, before it runs. Throws `bad-recipe`.
 */
export function checkQuery(query: string): Sql {
  let depth = 0;
  let isOver = false;
  let first: string | undefined;
  for (const [token] of query.matchAll(tokens)) {
    if (/^\s|^--|^\/\*[^]*\*\/$/.test(token)) continue;
    if (isOver) throw refused('holds more than one statement');
    first ??= token.toLowerCase();
    if (token === '(' || token === '[' || token === '{') depth += 1;
    else if (token === ')' || token === ']' || token === '}') depth -= 1;
    else if (token === ';') isOver = true;
    else if (token === '$' || token === '\0')
      throw refused(`holds a sign that it may not: “${token}”`);
    else if (/^['"]$|^\/\*/.test(token)) throw refused('opens a quote or comment that has no end');
    if (depth < 0) break;
  }
  if (depth !== 0) throw refused('has brackets that do not fit together');
  if (first === undefined || !['select', 'with', 'from'].includes(first)) {
    throw refused('does not begin with SELECT');
  }
  return trusted(query.replace(/;[\s;]*$/, ''));
}

/** Blanks, comments, quoted texts and names, words, and all else sign by sign. */
const tokens =
  /\s+|--[^\n]*|\/\*[^]*?\*\/|\/\*|\b[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|[^]/g;

function refused(why: string): AppError {
  return new AppError('bad-recipe', `The query of a check ${why}.`, {
    hint: 'Write one SELECT over result that gives the rows which break the rule.',
  });
}

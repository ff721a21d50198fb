import { AppError } from '../shared/errors.ts';

/**
 * What DuckDB's parser has against a text, with the place, lines and columns counted from 1 in
 * characters. `position` is DuckDB's, in characters from the beginning; the line stands in the detail.
 */
export function syntaxError(text: string, words: string, position: string | undefined): AppError {
  const hint = 'Write exactly one SELECT over the sources.';
  const at = Number(position ?? Number.NaN);
  if (!Number.isInteger(at)) {
    return new AppError('bad-sql', 'The query is not valid SQL.', { hint, detail: words });
  }
  const before = [...text].slice(0, at).join('').split('\n');
  const column = [...(before.at(-1) ?? '')].length;
  const line = text.split('\n')[before.length - 1] ?? '';
  return new AppError(
    'bad-sql',
    `The query is not valid SQL at line ${String(before.length)}, column ${String(column + 1)}: ${words}.`,
    { hint, detail: `${words}\n${line}\n${' '.repeat(column)}^` },
  );
}

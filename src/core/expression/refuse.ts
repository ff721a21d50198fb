import type { IToken } from 'chevrotain';
import { ExpressionError } from './expressionError.ts';
import { Name } from './tokens.ts';

/** Constructs that people know from SQL or Python, and what to say about them. */
const known: readonly (readonly [RegExp, string, string])[] = [
  [/^::/, 'A cast by “::”', 'Write cast(x as int64).'],
  [/^(->|=>)/, 'A lambda', 'Use the functions of the expression language.'],
  [/^[[{]/, 'A list or struct', 'Compute it in a step of its own.'],
  [/^\./, 'A name with a dot', 'Write a column whose name holds a dot in double quotes: "a.b".'],
  [/^\*/, 'A star', 'Name the columns.'],
  [/^;/, 'A second statement', 'Write one expression.'],
  [/^(--|\/\*)/, 'A comment', 'Put it into the note of the step.'],
  [/^over\b/i, 'A window function', 'Use a group or sort step.'],
  [/^\^|^\*\*/, 'This power operator', 'Write pow(x, y).'],
  [/^&&|^&/, 'This operator', 'Write and.'],
];

/** The sentence for text that the grammar does not accept from `start` to `end`. */
export function refuse(
  text: string,
  tokens: readonly IToken[],
  start: number,
  end: number,
): ExpressionError {
  const place = { start, end: Math.max(start, end) };
  const at = `at character ${String(start + 1)}`;
  const select = tokens.find((t) => t.tokenType === Name && /^(select|from)$/i.test(t.image));
  if (select) {
    const from = select.startOffset;
    return new ExpressionError(
      { start: from, end: from + select.image.length },
      `A subquery is outside the expression language, at character ${String(from + 1)}, near “${near(text, from)}”.`,
      'Use a join step for values of another source.',
    );
  }
  if (text.trim() === '') {
    return new ExpressionError(place, 'The expression is empty.', 'Write one, such as a + 1.');
  }
  if (start >= text.length) {
    return new ExpressionError(
      place,
      `The expression ends too early, ${at}, after “${text.trimEnd().slice(-20)}”.`,
      'Complete it: close brackets, end a case with “end”.',
    );
  }
  const rest = text.slice(start);
  // An operator that begins one character earlier: `a -> b` stops at `>`.
  const earlier = text.slice(Math.max(0, start - 1));
  const found = known.find(
    ([pattern]) => pattern.test(rest) || (/^[-:*&|]/.test(earlier) && pattern.test(earlier)),
  );
  if (found) {
    const [, what, hint] = found;
    return new ExpressionError(
      place,
      `${what} is outside the expression language, ${at}, near “${near(text, start)}”.`,
      hint,
    );
  }
  if (rest.startsWith("'") || rest.startsWith('"')) {
    const closed = rest.indexOf(rest.charAt(0), 1) > 0;
    if (!closed) {
      return new ExpressionError(
        place,
        `A quote is not closed, ${at}, near “${near(text, start)}”.`,
        'Close it; a quote inside is written twice.',
      );
    }
  }
  return new ExpressionError(
    place,
    `The expression cannot be read ${at}, near “${near(text, start)}”.`,
    'An operator, a comma or a quote is missing before it, or it does not belong here.',
  );
}

function near(text: string, start: number): string {
  return text.slice(start, start + 20);
}

import type { Place } from './ast.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import { literalText } from './literalArgument.ts';
import { commonRegex } from './regex.ts';
import type { TypedExpression } from './typed.ts';

const nowhere: Place = { start: 0, end: 0 };

/** The pattern in the second argument, translated; the options stand at `options`. Throws `ExpressionError`. */
export function patternOf(args: readonly TypedExpression[], options: number): string {
  const [, e] = args;
  return commonRegex(literalText(e), e?.place ?? nowhere, hasOption(args[options], 'i'));
}

/** Whether the literal of options has this letter. */
export function hasOption(e: TypedExpression | undefined, letter: string): boolean {
  return literalText(e).includes(letter);
}

/** Throws `ExpressionError` for options that are not among `letters`. */
export function expectOptions(e: TypedExpression | undefined, letters: string): void {
  const wrong = [...literalText(e)].find((letter) => !letters.includes(letter));
  if (!e || wrong === undefined) return;
  throw new ExpressionError(
    e.place,
    `“${wrong}” is not an option here${atCharacter(e.place)}.`,
    `Write some of these letters in quotes: ${[...letters].join(', ')}.`,
  );
}

/** Throws `ExpressionError` for a pattern that is found in the empty text, so that finds cannot be counted. */
export function expectSomething(args: readonly TypedExpression[]): void {
  const [, e] = args;
  const script = commonRegex(literalText(e), e?.place ?? nowhere)
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$');
  if (!e || !new RegExp(script, 'u').test('')) return;
  throw new ExpressionError(
    e.place,
    `The pattern “${literalText(e)}” also matches nothing, so its finds cannot be told apart${atCharacter(e.place)}.`,
    'Write + for *, or leave ? away.',
  );
}

/**
 * A translated pattern in which only one group captures, under the name `found`; group 0 is the
 * whole. Arrow's `extract_regex` asks for names.
 */
export function namedGroup(pattern: string, group: number): string {
  let out = '';
  let count = 0;
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '\\') {
      i++;
      out += c + (pattern[i] ?? '');
    } else if (inClass || c === '[') {
      inClass = c !== ']';
      out += c;
    } else if (c === '(' && pattern[i + 1] !== '?') {
      count++;
      out += count === group ? '(?P<found>' : '(?:';
    } else out += c;
  }
  return group === 0 ? `(?P<found>${out})` : out;
}

import type { IToken } from 'chevrotain';
import type { Place } from './ast.ts';
import { ExpressionError } from './expressionError.ts';
import { signs, words } from './tokens.ts';

/** How deep an expression may be: every target's own parser still reads what it becomes. */
export const nestingLimit = 60;

/** Throws when brackets and `case` nest deeper than `nestingLimit`, before a parser recurses into them. */
export function checkNesting(tokens: readonly IToken[], text: string): void {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === signs.open || token.tokenType === words.case) depth++;
    if (token.tokenType === signs.close || token.tokenType === words.end) depth--;
    if (depth <= nestingLimit) continue;
    throw tooDeep({ start: token.startOffset, end: token.startOffset + token.image.length }, text);
  }
}

/** The sentence for an expression that nests deeper than `nestingLimit` at a place. */
export function tooDeep(place: Place, text = ''): ExpressionError {
  const near = text === '' ? '' : `, near “${text.slice(place.start, place.start + 20)}”`;
  return new ExpressionError(
    place,
    `The expression is nested more than ${String(nestingLimit)} levels deep at character ${String(place.start + 1)}${near}.`,
    'Compute a part of it in a formula step of its own.',
  );
}

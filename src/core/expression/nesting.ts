import type { IToken } from 'chevrotain';
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
    const { startOffset: start } = token;
    throw new ExpressionError(
      { start, end: start + token.image.length },
      `The expression is nested more than ${String(nestingLimit)} levels deep at character ${String(start + 1)}, near “${text.slice(start, start + 20)}”.`,
      'Compute a part of it in a formula step of its own.',
    );
  }
}

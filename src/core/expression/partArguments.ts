import { expectBetween, literalInteger } from './literalArgument.ts';
import { ExpressionError } from './expressionError.ts';
import type { FunctionParameter, TypedExpression } from './typed.ts';

/** The params of functions that give one part of a text: which part, and of how many at most. */
export const partParameters: readonly FunctionParameter[] = [
  { name: 'index', kind: 'integer', must: 'literal' },
  { name: 'limit', kind: 'integer', must: 'literal', optional: true },
];

/** Which part is asked for, from 1, and whether it is the last that the limit allows: the rest. */
export interface WantedPart {
  readonly index: number;
  readonly isRest: boolean;
}

/** The third and fourth argument. */
export function wantedPart(args: readonly TypedExpression[]): WantedPart {
  const index = literalInteger(args[2], 1);
  return { index, isRest: literalInteger(args[3], 0) === index };
}

/** Throws `ExpressionError` unless the index is 1 to 1000 and the limit 2 or more, not below the index. */
export function checkPart(args: readonly TypedExpression[]): void {
  expectBetween(args[2], 'index', 1, 1000);
  expectBetween(args[3], 'limit', 2, 1000);
  const limit = literalInteger(args[3], 1000);
  if (literalInteger(args[2], 1) <= limit) return;
  throw new ExpressionError(
    args[2]?.place ?? { start: 0, end: 0 },
    'The index is greater than the limit, so there is never such a part.',
    'Raise the limit, or leave it out.',
  );
}

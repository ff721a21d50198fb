import { atCharacter, ExpressionError } from './expressionError.ts';
import type { TypedExpression } from './typed.ts';

/** The text of a literal argument. The checker has made sure that it is one. */
export function literalText(e: TypedExpression | undefined): string {
  return e?.kind === 'literal' && e.value.kind === 'text' ? e.value.value : '';
}

/** The number of a literal integer argument, `otherwise` where the argument is not given. */
export function literalInteger(e: TypedExpression | undefined, otherwise: number): number {
  return e?.kind === 'literal' && e.value.kind === 'integer' ? Number(e.value.value) : otherwise;
}

/** Throws `ExpressionError` unless a literal integer lies between two bounds. */
export function expectBetween(
  e: TypedExpression | undefined,
  name: string,
  low: number,
  high: number,
): void {
  if (!e) return;
  const value = literalInteger(e, NaN);
  if (value >= low && value <= high) return;
  throw new ExpressionError(
    e.place,
    `“${name}” is not a whole number from ${String(low)} to ${String(high)}${atCharacter(e.place)}.`,
    'Write such a number.',
  );
}

/** Throws `ExpressionError` for a literal text that is empty. */
export function expectFilled(e: TypedExpression | undefined, name: string): void {
  if (e?.kind !== 'literal' || literalText(e) !== '') return;
  throw new ExpressionError(
    e.place,
    `“${name}” is an empty text${atCharacter(e.place)}.`,
    'Write at least one character.',
  );
}

/** Throws `ExpressionError` for a literal text that is not one code point. */
export function expectCharacter(e: TypedExpression | undefined, name: string): void {
  if (!e || [...literalText(e)].length === 1) return;
  throw new ExpressionError(
    e.place,
    `“${name}” is not one character${atCharacter(e.place)}.`,
    "Write one character, such as '0'.",
  );
}

/** 10^d as a factor and a divisor, both whole, of a literal d that is 0 where it is not given. */
export function powersOfTen(digits: TypedExpression | undefined): readonly [number, number] {
  const d = literalInteger(digits, 0);
  return d >= 0 ? [10 ** d, 1] : [1, 10 ** -d];
}

import type { ArithmeticOperator, TypedExpression } from './typed.ts';

/** The method of Python's `decimal.Context` that does it. */
export const decimalMethod: Readonly<Record<Exclude<ArithmeticOperator, '/'>, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '//': 'divide_int',
  '%': 'remainder',
};

/**
 * True if a sum, difference or product of decimals has at most 38 digits whatever the values are,
 * so that an engine's own arithmetic gives it exactly.
 */
export function fitsDecimal(e: Extract<TypedExpression, { kind: 'arithmetic' }>): boolean {
  const { left, right, operator } = e;
  if (left.type.kind !== 'decimal' || right.type.kind !== 'decimal') return false;
  const [a, b] = [left.type, right.type];
  if (operator === '*') return a.precision + b.precision + 1 <= 38;
  if (operator !== '+' && operator !== '-') return false;
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return whole + Math.max(a.scale, b.scale) + 1 <= 38;
}

import { AppError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import { literalOf } from './literal.ts';
import type { LiteralExpression, TypedExpression } from './typed.ts';
import { isFloat, isNumber } from './types.ts';
import { literal } from './widen.ts';

/**
 * A cast of a literal to a number type as a literal of that type, where its digits fit exactly as
 * they stand; undefined for every other cast, which the engine makes.
 */
export function foldCast(operand: TypedExpression, to: ColumnType): LiteralExpression | undefined {
  if (operand.kind !== 'literal' || !isNumber(to)) return undefined;
  const digits = digitsOf(operand);
  if (digits === undefined) return undefined;
  const number = Number(digits);
  const isExact = to.kind === 'float64' || Math.fround(number) === number;
  if (isFloat(to) && Number.isFinite(number) && !isExact) return undefined;
  const value = isFloat(to) && Number.isFinite(number) ? number : digits;
  try {
    return literal(literalOf(value, to).value, to, operand.place);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Integers and decimals as their digits; of texts the digits, and the names of special floats. */
function digitsOf({ value }: LiteralExpression): string | undefined {
  switch (value.kind) {
    case 'integer':
      return String(value.value);
    case 'text':
      return /^(-?\d{1,38}(\.\d+)?|nan|-?inf)$/.test(value.value) ? value.value : undefined;
    case 'decimal':
      return value.text;
    default:
      return undefined;
  }
}

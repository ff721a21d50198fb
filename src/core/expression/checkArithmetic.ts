import type { ColumnType } from '../../shared/columnType.ts';
import { formatType } from '../sql/types.ts';
import type { Place } from './ast.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import type { ArithmeticOperator, TypedExpression } from './typed.ts';
import { asDecimal, float64, int64, isFloat, isInteger, isNumber } from './types.ts';
import { isNull, widen } from './widen.ts';

/** The arithmetic of the table of meanings: operands brought to one kind, and the result's type. */
export function checkArithmetic(
  operator: ArithmeticOperator,
  left: TypedExpression,
  right: TypedExpression,
  place: Place,
): TypedExpression {
  const a = isNull(left) ? widen(left, numeric(right, int64)) : left;
  const b = isNull(right) ? widen(right, numeric(a, int64)) : right;
  for (const side of [a, b]) {
    if (!isNumber(side.type)) throw notANumber(operator, side);
  }
  if (operator === '/' || isFloat(a.type) || isFloat(b.type)) {
    const [l, r] = [widen(a, float64), widen(b, float64)];
    return { kind: 'arithmetic', operator, left: l, right: r, type: float64, place };
  }
  if (isInteger(a.type) && isInteger(b.type)) {
    const [l, r] = [widen(a, int64), widen(b, int64)];
    return { kind: 'arithmetic', operator, left: l, right: r, type: int64, place };
  }
  const [l, r] = [toDecimal(a), toDecimal(b)];
  return {
    kind: 'arithmetic',
    operator,
    left: l.e,
    right: r.e,
    type: decimalResult(operator, l.scale, r.scale, place),
    place,
  };
}

/** Unary minus: int64, the same decimal, or float64. */
export function checkNegation(operand: TypedExpression, place: Place): TypedExpression {
  if (isNull(operand)) return widen(operand, int64);
  if (!isNumber(operand.type)) throw notANumber('-', operand);
  if (operand.type.kind === 'decimal')
    return { kind: 'negate', operand, type: operand.type, place };
  const type = isFloat(operand.type) ? float64 : int64;
  return { kind: 'negate', operand: widen(operand, type), type, place };
}

function numeric(e: TypedExpression, otherwise: ColumnType): ColumnType {
  return !isNull(e) && isNumber(e.type) ? e.type : otherwise;
}

function toDecimal(e: TypedExpression): { e: TypedExpression; scale: number } {
  if (e.kind === 'literal' && e.value.kind === 'integer') {
    const precision = e.value.value.toString().replace('-', '').length;
    return { e: widen(e, { kind: 'decimal', precision, scale: 0 }), scale: 0 };
  }
  const type = asDecimal(e.type) ?? { kind: 'decimal', precision: 38, scale: 0 };
  return { e: widen(e, type), scale: type.scale };
}

function decimalResult(
  operator: ArithmeticOperator,
  a: number,
  b: number,
  place: Place,
): ColumnType {
  if (operator === '//') return { kind: 'decimal', precision: 38, scale: 0 };
  const scale = operator === '*' ? a + b : Math.max(a, b);
  if (scale > 38) {
    throw new ExpressionError(
      place,
      `The product has ${String(scale)} digits after the point, more than the 38 of a decimal${atCharacter(place)}.`,
      'Cast a factor to float64 or to a decimal of fewer digits.',
    );
  }
  return { kind: 'decimal', precision: 38, scale };
}

function notANumber(operator: string, e: TypedExpression): ExpressionError {
  const hints: Partial<Record<ColumnType['kind'], string>> = {
    text: 'Join texts by ||, or cast it: try_cast(a as float64).',
    boolean: 'Cast it: cast(a as int64).',
    date: 'Use date_add or date_diff.',
    timestamp: 'Use date_add or date_diff.',
  };
  return new ExpressionError(
    e.place,
    `“${operator}” needs numbers, not ${formatType(e.type)}${atCharacter(e.place)}.`,
    hints[e.type.kind] ?? 'Cast it to a number first.',
  );
}

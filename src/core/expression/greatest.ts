import type { ColumnType } from '../../shared/columnType.ts';
import type { TypedExpression } from './typed.ts';
import { isInteger } from './types.ts';

/**
 * How far from zero a number can be at most, as far as its expression tells without data; infinity
 * where it does not, as for columns of floats.
 */
export function greatest(e: TypedExpression): number {
  switch (e.kind) {
    case 'literal':
      return literalSize(e.value);
    case 'cast':
      return Math.min(greatest(e.operand), ofType(e.type));
    case 'negate':
      return greatest(e.operand);
    case 'arithmetic': {
      const [left, right] = [greatest(e.left), greatest(e.right)];
      if (e.operator === '+' || e.operator === '-') return left + right;
      return e.operator === '*' ? left * right : ofType(e.type);
    }
    default:
      return ofType(e.type);
  }
}

function literalSize(value: Extract<TypedExpression, { kind: 'literal' }>['value']): number {
  switch (value.kind) {
    case 'integer':
      return Math.abs(Number(value.value));
    case 'decimal':
      return Math.abs(Number(value.text));
    case 'float':
      return Number.isNaN(value.value) ? Infinity : Math.abs(value.value);
    default:
      return Infinity;
  }
}

function ofType(type: ColumnType): number {
  if (isInteger(type)) return 2 ** 64;
  return type.kind === 'decimal' ? 10 ** (type.precision - type.scale) : Infinity;
}

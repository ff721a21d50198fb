import type { ColumnType } from '../../shared/columnType.ts';
import { sameType } from '../sql/types.ts';

/** The 64-bit integer type, which integer arithmetic gives. */
export const int64: ColumnType = { kind: 'int64' };
/** The double type. */
export const float64: ColumnType = { kind: 'float64' };
/** The text type. */
export const text: ColumnType = { kind: 'text' };
/** The boolean type. */
export const boolean: ColumnType = { kind: 'boolean' };
/** The type of calendar days. */
export const date: ColumnType = { kind: 'date' };
/** The type of timestamps without zone. */
export const timestamp: ColumnType = { kind: 'timestamp' };

/** A decimal type. */
export type DecimalType = Extract<ColumnType, { kind: 'decimal' }>;

const integerSizes: Partial<Record<ColumnType['kind'], number>> = {
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
};

/** Bits of an integer type; undefined for other types. */
export function integerBits(type: ColumnType): number | undefined {
  return integerSizes[type.kind];
}

/** True for int8 to int64. */
export function isInteger(type: ColumnType): boolean {
  return integerBits(type) !== undefined;
}

/** True for float32 and float64. */
export function isFloat(type: ColumnType): boolean {
  return type.kind === 'float32' || type.kind === 'float64';
}

/** True for integers, decimals and floats. */
export function isNumber(type: ColumnType): boolean {
  return isInteger(type) || isFloat(type) || type.kind === 'decimal';
}

/** A number type as decimal: itself, or for an integer as many digits as it can have. */
export function asDecimal(type: ColumnType): DecimalType | undefined {
  if (type.kind === 'decimal') return type;
  const digits = { 8: 3, 16: 5, 32: 10, 64: 19 }[integerBits(type) ?? 0];
  return digits === undefined ? undefined : { kind: 'decimal', precision: digits, scale: 0 };
}

/**
 * The type to which two values are brought before they are compared or stand in one column:
 * integer < decimal < float64, date < timestamp. Where two decimals would need more than 38
 * digits it is float64. Undefined if there is none.
 */
export function commonType(a: ColumnType, b: ColumnType): ColumnType | undefined {
  if (sameType(a, b)) return a;
  if (isNumber(a) && isNumber(b)) {
    if (isFloat(a) || isFloat(b)) return float64;
    const [bitsA, bitsB] = [integerBits(a), integerBits(b)];
    if (bitsA !== undefined && bitsB !== undefined) return bitsA > bitsB ? a : b;
    const [left, right] = [asDecimal(a), asDecimal(b)];
    if (!left || !right) return float64;
    const scale = Math.max(left.scale, right.scale);
    const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
    return whole + scale > 38 ? float64 : { kind: 'decimal', precision: whole + scale, scale };
  }
  const kinds = [a.kind, b.kind];
  if (kinds.includes('date') && kinds.includes('timestamp')) return timestamp;
  return undefined;
}

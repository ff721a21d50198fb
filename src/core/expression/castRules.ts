import type { ColumnType } from '../../shared/columnType.ts';
import { integerBits, isFloat, isInteger, isNumber } from './types.ts';

/** What a cast between two different types does; undefined where the table of casts refuses the pair. */
export type CastRule = 'fails' | 'widens';

/**
 * The table of casts (ARCHITECTURE: Casts): `fails` if a value can be outside the new type,
 * `widens` if every value has a place there, undefined if the pair is refused.
 */
export function castRule(from: ColumnType, to: ColumnType): CastRule | undefined {
  if (to.kind === 'text') return isScalar(from) ? 'widens' : undefined;
  if (from.kind === 'text') {
    const known = isNumber(to) || ['boolean', 'date', 'timestamp'].includes(to.kind);
    return known ? 'fails' : undefined;
  }
  if (from.kind === 'boolean') {
    if (to.kind === 'decimal') return to.precision > to.scale ? 'widens' : 'fails';
    return isNumber(to) ? 'widens' : undefined;
  }
  if (isNumber(from)) {
    if (to.kind === 'boolean') return 'widens';
    return isNumber(to) ? numberRule(from, to) : undefined;
  }
  if (from.kind === 'date' && to.kind === 'timestamp') return 'widens';
  if (from.kind === 'timestamp' && to.kind === 'date') return 'widens';
  return undefined;
}

function isScalar(type: ColumnType): boolean {
  return !['list', 'struct', 'map', 'time', 'interval', 'timestamp_ns'].includes(type.kind);
}

function numberRule(from: ColumnType, to: ColumnType): CastRule {
  if (from.kind === 'float64' && to.kind === 'float32') return 'fails';
  if (isFloat(to)) return 'widens';
  if (isFloat(from)) return 'fails';
  if (isInteger(from) && isInteger(to)) {
    return (integerBits(from) ?? 0) <= (integerBits(to) ?? 0) ? 'widens' : 'fails';
  }
  if (to.kind !== 'decimal') return 'fails';
  const whole = from.kind === 'decimal' ? from.precision - from.scale : 19;
  // Rounding to a smaller scale may carry into one more digit.
  const carry = from.kind === 'decimal' && from.scale > to.scale ? 1 : 0;
  return whole + carry <= to.precision - to.scale ? 'widens' : 'fails';
}

import { formatType } from '../../../shared/formatType.ts';
import { isFloat, isInteger } from '../../expression/types.ts';
import { nameText } from './expressionText.ts';
import type { InsightColumn } from './insightColumn.ts';

/** A bound as an expression writes it, in the column's own kind: whole for whole numbers. */
export function boundText(
  { type }: InsightColumn,
  value: number,
  side: 'low' | 'high',
): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (isInteger(type)) {
    const whole = side === 'low' ? Math.ceil(value) : Math.floor(value);
    return Number.isSafeInteger(whole) ? String(whole) : undefined;
  }
  if (isFloat(type)) return floatText(value);
  if (type.kind !== 'decimal' || Math.abs(value) >= 1e15) return undefined;
  return value.toFixed(Math.min(type.scale, 15));
}

/** `value` with the column's type put back, which a bound may have widened. */
export function inOwnType({ type }: InsightColumn, value: string): string {
  return isFloat(type) && type.kind === 'float64' ? value : `cast(${value} as ${formatType(type)})`;
}

/** A number of the profile, which may be a text for wide integers and decimals. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Places on the earth are no amounts: they have no tails and no outliers. */
export function isPlace({ name }: InsightColumn): boolean {
  return /(^|_|\b)(lat|lon|lng|latitude|longitude)$/i.test(name);
}

/** Finite values only: infinities and NaN are told by rules of their own. */
export function finite({ name, type }: InsightColumn): string {
  return isFloat(type) ? `isfinite(${nameText(name)}) and ` : '';
}

/** A float with an exponent, so that it is no decimal of many digits. */
function floatText(value: number): string {
  return value.toExponential().replace('e+', 'e');
}

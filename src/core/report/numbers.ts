import type { ProfileValue } from '../../shared/profile/columnProfile.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count: `1,234,567`. */
export function count(value: number): string {
  return whole.format(value);
}

/** A share of 0 to 1: `12.5 %`; never 0 % or 100 % for what is only close to it. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  if (share < 1 && share > 0.9995) return '> 99.9 %';
  return `${String(Number((share * 100).toFixed(1)))} %`;
}

/** A size in bytes: `1.2 MB`, by thousands. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  const place = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const shown = place === 0 ? String(value) : (value / 1000 ** place).toFixed(1);
  return `${shown} ${units[place] ?? ''}`;
}

/**
 * A figure: numbers with six digits that count, integers and texts (64-bit integers, decimals, times)
 * to the last digit.
 */
export function figure(value: ProfileValue): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return whole.format(value);
  return String(Number(value.toPrecision(6)));
}

/** An integer or a decimal given as text, with separators before the point; other texts as they are. */
export function grouped(value: ProfileValue): string {
  const [, sign, digits, rest] = /^(-?)(\d+)((?:\.\d+)?)$/.exec(String(value)) ?? [];
  if (digits === undefined) return figure(value);
  return `${sign ?? ''}${digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}${rest ?? ''}`;
}

import type { ProfileValue } from '../../../src/shared/profile/columnProfile.ts';

/** A figure with every digit; whole numbers in groups of three. */
export function figureText(value: ProfileValue): string {
  const text = String(value);
  const match = /^(-?)(\d{4,})(\.\d+)?$/.exec(text);
  if (!match) return text.replace(/^-(?=\d)/, '−');
  const [, sign = '', whole = '', rest = ''] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign === '-' ? '−' : ''}${grouped}${rest}`;
}

/** A computed figure with seven digits that count; what is exact as a text keeps all of its own. */
export function roundedText(value: ProfileValue): string {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isFinite(value)) {
    return figureText(value);
  }
  const short = value.toPrecision(7);
  const [digits = '', power] = short.split('e');
  const bare = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  return figureText(power === undefined ? bare : `${bare}e${power.replace('+', '')}`);
}

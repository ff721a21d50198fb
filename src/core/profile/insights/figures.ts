import type { Basis } from '../../../shared/profile/columnProfile.ts';

/** `1,204`: a count with separators of thousands. */
export function grouped(count: number): string {
  const [whole = '', fraction] = String(count).split('.');
  if (!/^-?\d+$/.test(whole)) return String(count);
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** `8 %`, `0.4 %`: a share in two digits that never reads as none or as all when it is not. */
export function percent(share: number): string {
  const value = share * 100;
  if (value <= 0) return '0 %';
  if (value < 0.1) return '< 0.1 %';
  if (value >= 100) return '100 %';
  if (value > 99.9) return '> 99.9 %';
  const digits = value < 10 || value > 99 ? 1 : 0;
  return `${String(Number(value.toFixed(digits)))} %`;
}

/** `1,204 rows (8 %)`, and `about 1,204 rows (8 %)` where it is no exact count. */
export function rowsAndShare(count: number, of: number, basis: Basis): string {
  const about = basis === 'exact' ? '' : 'about ';
  const share = of > 0 ? ` (${percent(count / of)})` : '';
  return `${about}${countOf(count, 'row')}${share}`;
}

/** `1 row`, `2 rows`: a count and what is counted. */
export function countOf(count: number, what: string, many = `${what}s`): string {
  return `${grouped(count)} ${count === 1 ? what : many}`;
}

/** A number with six digits that count, as text: `1,234.57`. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(value);
  return grouped(Number(value.toPrecision(6)));
}

/** A name or value within a sentence: on one line, and cut where it is long. */
export function shown(text: string, length = 40): string {
  const line = [...text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')];
  if (line.join('').trim() === '') return text === '' ? '“”' : '“ ”';
  return line.length <= length ? line.join('') : `${line.slice(0, length - 1).join('')}…`;
}

/** `a, b and c`; of more than `most` the first ones and how many more. */
export function listed(names: readonly string[], most = 4): string {
  const first = names.slice(0, names.length > most ? most - 1 : most).map((name) => shown(name));
  const more = names.length - first.length;
  if (more > 0) return `${first.join(', ')} and ${grouped(more)} more`;
  const last = first.pop() ?? '';
  return first.length === 0 ? last : `${first.join(', ')} and ${last}`;
}

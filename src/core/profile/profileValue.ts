import type { ColumnType } from '../../shared/columnType.ts';
import type { ProfileValue } from '../../shared/profile/columnProfile.ts';

/** A value of a column, given as DuckDB's text, as it stands in a profile (FORMATS: `profile`). */
export function profileValue(type: ColumnType, text: string): ProfileValue {
  switch (type.kind) {
    case 'boolean':
      return text === 'true';
    case 'int8':
    case 'int16':
    case 'int32':
      return Number(text);
    case 'float32':
    case 'float64':
      // Adding 0 makes the minus zero a zero, as JSON would.
      return figure(parseDouble(text) + 0) ?? 'NaN';
    default:
      return text;
  }
}

/** A computed number as JSON: infinities are strings; NaN is no figure. */
export function figure(value: number): ProfileValue | undefined {
  if (Number.isNaN(value)) return undefined;
  return Number.isFinite(value) ? value : String(value);
}

/** Reads a double as DuckDB writes it: `inf` and `nan` too. */
export function parseDouble(text: string): number {
  const word = text.toLowerCase();
  if (word === 'inf' || word === 'infinity') return Infinity;
  if (word === '-inf' || word === '-infinity') return -Infinity;
  return word === 'nan' ? NaN : Number(text);
}

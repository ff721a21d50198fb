import type { FieldOf } from './field.ts';
import type { Read } from './read.ts';

/** The number in a box, within the limits of its field. */
export function numberOf(text: string, field: FieldOf<'number'>): Read<number> {
  const trimmed = text.trim().replace('−', '-');
  if (trimmed === '') return { missing: 'Give a number.' };
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return { wrong: 'This is not a number.' };
  if (field.integer && !Number.isSafeInteger(value)) return { wrong: 'Give a whole number.' };
  const { min, max, above, below } = field;
  const low =
    min !== undefined
      ? `at least ${String(min)}`
      : above !== undefined
        ? `more than ${String(above)}`
        : '';
  const high =
    max !== undefined
      ? `at most ${String(max)}`
      : below !== undefined
        ? `less than ${String(below)}`
        : '';
  const outside =
    (min !== undefined && value < min) ||
    (max !== undefined && value > max) ||
    (above !== undefined && value <= above) ||
    (below !== undefined && value >= below);
  if (!outside) return { value };
  return { wrong: `Give a number of ${[low, high].filter((part) => part !== '').join(' and ')}.` };
}

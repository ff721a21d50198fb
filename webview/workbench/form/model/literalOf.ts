import type { ColumnType } from '../../../../src/shared/columnType.ts';
import type { Json } from '../../../../src/shared/json.ts';
import type { Read } from './read.ts';

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
const timestamp =
  /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?( ?(Z|[+-]\d{2}(:?\d{2})?))?$/;
const time = /^\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/;
const special = /^(nan|-?inf(inity)?)$/i;

/**
 * The JSON of a typed literal for a column of this type. Integers beyond 2⁵³ and decimals are
 * strings, so that no digit is lost.
 */
export function literalOf(text: string, type: ColumnType | undefined): Read<Json> {
  const trimmed = text.trim();
  if (trimmed === '' && text === '') return { missing: 'Give a value.' };
  switch (type?.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64': {
      if (integer.test(trimmed)) return { value: exact(trimmed) };
      // A fraction is no value of the column, but may be compared with it.
      if (decimal.test(trimmed)) return { value: Number(trimmed) };
      return { wrong: 'This is not a number.' };
    }
    case 'float32':
    case 'float64': {
      if (special.test(trimmed)) return { value: trimmed };
      const number = Number(trimmed);
      return trimmed !== '' && Number.isFinite(number)
        ? { value: number }
        : { wrong: 'This is not a number.' };
    }
    case 'decimal':
      return decimal.test(trimmed) ? { value: trimmed } : { wrong: 'This is not a number.' };
    case 'boolean': {
      const lower = trimmed.toLowerCase();
      if (lower === 'true' || lower === 'false') return { value: lower === 'true' };
      return { wrong: 'Write true or false.' };
    }
    case 'date':
      return date.test(trimmed) ? { value: trimmed } : { wrong: 'Write a date as 2026-01-31.' };
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return timestamp.test(trimmed)
        ? { value: trimmed }
        : { wrong: 'Write a time as 2026-01-31 14:05:00.' };
    case 'time':
      return time.test(trimmed) ? { value: trimmed } : { wrong: 'Write a time as 14:05:00.' };
    default:
      return { value: text };
  }
}

/** What a literal of this type looks like, for a placeholder. */
export function literalExample(type: ColumnType | undefined): string {
  switch (type?.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return '0';
    case 'float32':
    case 'float64':
    case 'decimal':
      return '0.5';
    case 'date':
      return '2026-01-31';
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return '2026-01-31 14:05:00';
    case 'time':
      return '14:05:00';
    default:
      return 'Value';
  }
}

function exact(digits: string): Json {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : digits;
}

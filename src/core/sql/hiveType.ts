import type { ColumnType } from '../../shared/columnType.ts';

/** The value that Hive writes for null in a path. */
export const HIVE_NULL = '__HIVE_DEFAULT_PARTITION__';

/**
 * The type of a Hive key from all its values (FORMATS: Recipe): int64 if all are plain integers
 * without leading zero, date if all are ISO dates, else text. Nulls say nothing; no value is text.
 */
export function hiveType(values: readonly string[]): ColumnType {
  const known = values.filter((value) => value !== HIVE_NULL);
  if (known.length === 0) return { kind: 'text' };
  if (known.every(isPlainInteger)) return { kind: 'int64' };
  if (known.every(isIsoDate)) return { kind: 'date' };
  return { kind: 'text' };
}

/**
 * The `key=value` folders of a path relative to its base, values percent-decoded; the file's own name
 * is no key. Separators are `/`.
 */
export function hiveKeys(relativePath: string): readonly { key: string; value: string }[] {
  return relativePath
    .split('/')
    .slice(0, -1)
    .flatMap((part) => {
      const at = part.indexOf('=');
      return at > 0 ? [{ key: part.slice(0, at), value: decoded(part.slice(at + 1)) }] : [];
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` is not an escape: the text stands as it is.
    return text;
  }
}

function isPlainInteger(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

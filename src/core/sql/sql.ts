import { AppError } from '../../shared/errors.ts';

declare const sqlBrand: unique symbol;

/** A piece of DuckDB SQL whose every value went through `lit` or `ident`. A plain string is no `Sql`. */
export type Sql = string & { readonly [sqlBrand]: true };

/** What `lit` can write: exact integers are bigint or decimal strings through `typed`. */
export type SqlValue = string | number | bigint | boolean | null;

function brand(text: string): Sql {
  // SAFETY: only the functions of this file call it, with text they have quoted themselves.
  return text as Sql;
}

/**
 * Template tag for SQL. Only `Sql` values may be put in, so a plain string does not compile:
 * sql`SELECT ${ident(name)} FROM ${relation}`.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly Sql[]): Sql {
  return brand(String.raw({ raw: strings }, ...values));
}

/** A quoted identifier. Throws `bad-recipe` for an empty name or one with a NUL character. */
export function ident(name: string): Sql {
  if (name === '' || name.includes('\0')) {
    throw new AppError('bad-recipe', 'A column name is empty or holds a NUL character.', {
      hint: 'Rename the column in the data.',
    });
  }
  return brand(`"${name.replaceAll('"', '""')}"`);
}

/** A literal: text, boolean, NULL, an integer of any size (bigint), or a finite or special double. */
export function lit(value: SqlValue): Sql {
  if (value === null) return brand('NULL');
  if (typeof value === 'boolean') return brand(value ? 'TRUE' : 'FALSE');
  if (typeof value === 'bigint') return brand(value.toString());
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return brand(`'NaN'::DOUBLE`);
    if (!Number.isFinite(value)) return brand(`'${value > 0 ? '' : '-'}Infinity'::DOUBLE`);
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return brand(String(value));
    return brand(doubleText(Object.is(value, -0) ? '-0' : String(value)));
  }
  if (value.includes('\0')) {
    // DuckDB's parser ends a statement at NUL; chr(0) carries it.
    return brand(`(${value.split('\0').map(quoted).join(` || chr(0) || `)})`);
  }
  return brand(quoted(value));
}

/** Joins pieces with a separator such as `, ` or ` AND `. */
export function joinSql(parts: readonly Sql[], separator = ', '): Sql {
  return brand(parts.join(separator));
}

/** `(a, b, c)` of literals; `(NULL)` for none, so that `IN` stays valid and matches nothing. */
export function litList(values: readonly SqlValue[]): Sql {
  return brand(values.length === 0 ? '(NULL)' : `(${values.map(lit).join(', ')})`);
}

/**
 * Takes text as SQL as it stands. For SQL this project itself wrote (keywords, numbers it checked,
 * placeholders of a plan); never for anything that came from a document or a user.
 */
export function trusted(text: string): Sql {
  return brand(text);
}

/**
 * Digits with a point are a DECIMAL to DuckDB, and its cast to DOUBLE divides by a power of ten:
 * exact up to 15 digits, off by one in the last place beyond. An exponent makes a DOUBLE at once.
 */
function doubleText(text: string): string {
  if (text.includes('e')) return text;
  const digits = text.replace(/^-?0*\.?0*|\./g, '');
  return digits.length > 15 ? `${text}e0` : `${text}::DOUBLE`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import { AppError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { Json } from '../../shared/json.ts';
import { formatType } from '../sql/types.ts';
import { literalOf } from './literal.ts';

declare const expressionBrand: unique symbol;

/** Text of the expression language whose every name and value went through `exColumn` and `exLit`. */
export type ExpressionText = string & { readonly [expressionBrand]: true };

function brand(text: string): ExpressionText {
  // SAFETY: only the functions of this file call it, with text they have quoted themselves.
  return text as ExpressionText;
}

/** Template tag for expressions: ex`lower(${exColumn(name)})`. Only quoted pieces may be put in. */
export function ex(
  strings: TemplateStringsArray,
  ...values: readonly ExpressionText[]
): ExpressionText {
  return brand(String.raw({ raw: strings }, ...values));
}

/** A column's name as an expression writes it, always quoted. */
export function exColumn(name: string): ExpressionText {
  return brand(`"${name.replaceAll('"', '""')}"`);
}

/**
 * A literal. A whole number up to 2⁵³ and a bigint are integers, every other number is a float64
 * (NaN and infinities too), null has the type text.
 */
export function exLit(value: string | number | bigint | boolean | null): ExpressionText {
  if (value === null) return brand('null');
  if (typeof value === 'string') return brand(`'${value.replaceAll("'", "''")}'`);
  if (typeof value === 'boolean') return brand(value ? 'true' : 'false');
  if (typeof value === 'bigint') return brand(value < 0n ? `(${String(value)})` : String(value));
  if (Number.isNaN(value)) return brand("cast('nan' as float64)");
  if (!Number.isFinite(value)) return brand(`cast('${value > 0 ? 'inf' : '-inf'}' as float64)`);
  const digits = String(Math.abs(value));
  const float = digits.includes('e') ? digits.replace('+', '') : `${digits}e0`;
  const text = Number.isSafeInteger(value) && !Object.is(value, -0) ? digits : float;
  return brand(value < 0 || Object.is(value, -0) ? `(-${text})` : text);
}

/** A JSON value of a document as a literal of exactly this type. Throws as `literalOf`. */
export function exValue(value: Json, type: ColumnType): ExpressionText {
  const { value: found } = literalOf(value, type);
  const cast = (inner: string): ExpressionText => brand(`cast(${inner} as ${formatType(type)})`);
  switch (found.kind) {
    case 'null':
      return type.kind === 'text' ? brand('null') : cast('null');
    case 'text':
      return exLit(found.value);
    case 'boolean':
      return exLit(found.value);
    case 'integer':
      return cast(`'${String(found.value)}'`);
    case 'decimal':
      return cast(`'${found.text}'`);
    case 'float':
      return type.kind === 'float64' ? exLit(found.value) : cast(exLit(found.value));
    case 'date':
      return brand(`date '${found.text}'`);
    case 'timestamp':
      return brand(`timestamp '${found.text}'`);
  }
}

/** Joins pieces, by default with a comma. */
export function joinEx(parts: readonly ExpressionText[], separator = ', '): ExpressionText {
  return brand(parts.join(separator));
}

/** The use of a recipe's parameter. Throws `AppError` for a name that no parameter can have. */
export function exParam(name: string): ExpressionText {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return brand(`:${name}`);
  throw new AppError('bad-recipe', `“${name}” cannot be a parameter's name.`, {
    hint: 'Such a name is letters, digits and _.',
  });
}

/** The expression in exactly this type; what does not fit is null, and counted. */
export function exCast(text: ExpressionText, type: ColumnType): ExpressionText {
  return brand(`try_cast(${text} as ${formatType(type)})`);
}

import { AppError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { Json, Target } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';
import { formatType } from '../sql/types.ts';
import type { LiteralValue } from './ast.ts';
import { pythonValue } from './pythonValue.ts';
import { typedSqlValue } from './sqlValue.ts';
import { canonicalTimestamp, isDateText } from './temporal.ts';
import type { LiteralExpression } from './typed.ts';
import { integerBits } from './types.ts';
import { literal } from './widen.ts';

/**
 * A JSON value of a document as a literal of this type. Integers beyond 2⁵³ and decimals are
 * strings; dates and timestamps their canonical text; NaN and infinities the strings `nan`, `inf`,
 * `-inf`. Throws `bad-recipe` when the value does not fit the type.
 */
export function literalOf(value: Json, type: ColumnType): LiteralExpression {
  const found = value === null ? ({ kind: 'null' } as const) : literalValue(value, type);
  if (found) return literal(found, type);
  throw new AppError(
    'bad-recipe',
    `${JSON.stringify(value)} is not a value of type ${formatType(type)}.`,
    { hint: hintFor(value, type) },
  );
}

/** The value as a DuckDB literal of exactly this type. Throws as `literalOf`. */
export function sqlLiteral(value: Json, type: ColumnType): Sql {
  return typedSqlValue(literalOf(value, type));
}

/**
 * The value as a plain Python value (`5`, `1.0`, `"a"`, `None`, `datetime.date(2026, 1, 31)`,
 * `datetime.datetime(…)`, `Decimal("1.50")`), for pandas a `pd.Timestamp` in place of a datetime.
 * Ask for `literalImports(type)` too. Throws as `literalOf`.
 */
export function pythonLiteral(
  value: Json,
  type: ColumnType,
  target: Exclude<Target, 'duckdb'>,
): Py {
  return pythonValue(literalOf(value, type), target);
}

/** Import lines that a literal of this type needs: `import datetime`, `from decimal import Decimal`, or none. */
export function literalImports(type: ColumnType): readonly string[] {
  if (type.kind === 'decimal') return ['from decimal import Decimal'];
  const temporal = type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamptz';
  return temporal ? ['import datetime'] : [];
}

function literalValue(value: Exclude<Json, null>, type: ColumnType): LiteralValue | undefined {
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', value } : undefined;
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return integerValue(value, integerBits(type) ?? 64);
    case 'float32':
    case 'float64':
      return floatValue(value, type.kind);
    case 'decimal':
      return decimalValue(value, type.precision, type.scale);
    case 'text':
      return typeof value === 'string' ? { kind: 'text', value } : undefined;
    case 'date':
      return typeof value === 'string' && isDateText(value)
        ? { kind: 'date', text: value }
        : undefined;
    case 'timestamp':
    case 'timestamptz': {
      if (typeof value !== 'string') return undefined;
      const zone = type.kind === 'timestamptz' ? /(?:\+00(?::00)?|Z)$/ : /$/;
      if (!zone.test(value)) return undefined;
      const text = canonicalTimestamp(value.replace(zone, ''));
      return text === undefined ? undefined : { kind: 'timestamp', text };
    }
    default:
      return undefined;
  }
}

function integerValue(value: Json, bits: number): LiteralValue | undefined {
  const exact =
    typeof value === 'number'
      ? Number.isSafeInteger(value)
      : typeof value === 'string' && /^[+-]?\d{1,40}$/.test(value);
  if (!exact || (typeof value !== 'number' && typeof value !== 'string')) return undefined;
  const integer = BigInt(typeof value === 'string' ? value.replace(/^\+/, '') : value);
  return BigInt.asIntN(bits, integer) === integer ? { kind: 'integer', value: integer } : undefined;
}

const specialFloats: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
};

function floatValue(value: Json, kind: 'float32' | 'float64'): LiteralValue | undefined {
  if (typeof value === 'string') {
    const special = specialFloats[value.toLowerCase()];
    return special === undefined ? undefined : { kind: 'float', value: special };
  }
  if (typeof value !== 'number') return undefined;
  const fits = kind === 'float64' || Number.isFinite(Math.fround(value));
  return fits ? { kind: 'float', value } : undefined;
}

function decimalValue(value: Json, precision: number, scale: number): LiteralValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(String(value));
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (!match || !/\d/.test(String(value))) return undefined;
  if (typeof value === 'number' && whole.length + fraction.length > 15) return undefined;
  if (fraction.length > scale || whole.length > precision - scale) return undefined;
  const digits = fraction.padEnd(scale, '0');
  const text = `${whole === '' ? '0' : whole}${digits && `.${digits}`}`;
  // There is no -0: a value has one text.
  return { kind: 'decimal', text: sign === '-' && /[1-9]/.test(text) ? `-${text}` : text };
}

function hintFor(value: Json, type: ColumnType): string {
  if (integerBits(type) !== undefined && typeof value === 'number' && Number.isInteger(value)) {
    return 'Write an integer beyond 2^53 as a string of digits.';
  }
  switch (type.kind) {
    case 'decimal':
      return `Write a string such as "1.50" with at most ${String(type.scale)} digits after the point.`;
    case 'date':
      return 'Write a day such as "2026-01-31".';
    case 'timestamp':
      return 'Write an instant such as "2026-01-31 12:00:00".';
    case 'timestamptz':
      return 'Write an instant such as "2026-01-31 12:00:00+00".';
    default:
      return 'Write a value of this type, or choose another column.';
  }
}

import type { ColumnType, ScalarKind } from '../../shared/columnType.ts';

const scalars: Readonly<Record<string, ScalarKind>> = {
  boolean: 'boolean',
  bool: 'boolean',
  int8: 'int8',
  tinyint: 'int8',
  int16: 'int16',
  smallint: 'int16',
  int32: 'int32',
  integer: 'int32',
  int: 'int32',
  int64: 'int64',
  bigint: 'int64',
  float32: 'float32',
  real: 'float32',
  float: 'float32',
  float64: 'float64',
  double: 'float64',
  text: 'text',
  varchar: 'text',
  string: 'text',
  date: 'date',
  timestamp: 'timestamp',
  datetime: 'timestamp',
  timestamptz: 'timestamptz',
};

/** Names of types that a cast may name, as documents and as DuckDB write them. */
export const castTypeNames: readonly string[] = [...Object.keys(scalars), 'decimal', 'numeric'];

/**
 * The type that a cast names (FORMATS: Types, or a DuckDB alias), in any case; undefined for a name
 * that is none. A decimal without digits is DuckDB's `decimal(18,3)`.
 */
export function castType(name: string, digits: readonly number[]): ColumnType | undefined {
  const word = name.toLowerCase();
  if (word === 'decimal' || word === 'numeric') {
    const [precision = 18, scale = digits.length === 0 ? 3 : 0] = digits;
    const fits = digits.length <= 2 && precision >= 1 && precision <= 38 && scale <= precision;
    return fits ? { kind: 'decimal', precision, scale } : undefined;
  }
  const kind = Object.hasOwn(scalars, word) ? scalars[word] : undefined;
  return kind === undefined || digits.length > 0 ? undefined : { kind };
}

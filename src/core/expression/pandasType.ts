import type { ColumnType } from '../../shared/columnType.ts';
import { formatType } from '../sql/types.ts';
import { trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { UnsupportedError } from './unsupportedError.ts';

const names: Partial<Record<ColumnType['kind'], string>> = {
  boolean: 'pa.bool_()',
  int8: 'pa.int8()',
  int16: 'pa.int16()',
  int32: 'pa.int32()',
  int64: 'pa.int64()',
  float32: 'pa.float32()',
  float64: 'pa.float64()',
  text: 'pa.string()',
  binary: 'pa.binary()',
  date: 'pa.date32()',
  timestamp: 'pa.timestamp("us")',
  timestamptz: 'pa.timestamp("us", "UTC")',
  timestamp_ns: 'pa.timestamp("ns")',
};

/** The Arrow type that a pandas column of this type has, e.g. `pa.int64()`. Throws `UnsupportedError`. */
export function arrowType(type: ColumnType): Py {
  if (type.kind === 'decimal') {
    return trustedPy(`pa.decimal128(${String(type.precision)}, ${String(type.scale)})`);
  }
  const name = names[type.kind];
  if (name !== undefined) return trustedPy(name);
  throw new UnsupportedError(
    'pandas',
    `Expressions of type ${formatType(type)} have no pandas form.`,
  );
}

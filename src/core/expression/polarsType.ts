import type { ColumnType } from '../../shared/columnType.ts';
import { formatType } from '../sql/types.ts';
import { trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { UnsupportedError } from './unsupportedError.ts';

const names: Partial<Record<ColumnType['kind'], string>> = {
  boolean: 'pl.Boolean',
  int8: 'pl.Int8',
  int16: 'pl.Int16',
  int32: 'pl.Int32',
  int64: 'pl.Int64',
  float32: 'pl.Float32',
  float64: 'pl.Float64',
  text: 'pl.String',
  binary: 'pl.Binary',
  date: 'pl.Date',
  timestamp: 'pl.Datetime("us")',
  timestamptz: 'pl.Datetime("us", "UTC")',
  timestamp_ns: 'pl.Datetime("ns")',
  time: 'pl.Time',
  interval: 'pl.Duration("us")',
};

/** The polars data type, e.g. `pl.Int64`. Throws `UnsupportedError` for nested types. */
export function polarsType(type: ColumnType): Py {
  if (type.kind === 'decimal') {
    return trustedPy(`pl.Decimal(${String(type.precision)}, ${String(type.scale)})`);
  }
  const name = names[type.kind];
  if (name !== undefined) return trustedPy(name);
  throw new UnsupportedError(
    'polars',
    `Expressions of type ${formatType(type)} have no polars form.`,
  );
}

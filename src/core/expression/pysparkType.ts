import type { ColumnType } from '../../shared/columnType.ts';
import { formatType } from '../sql/types.ts';
import { trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { UnsupportedError } from './unsupportedError.ts';

const names: Partial<Record<ColumnType['kind'], string>> = {
  boolean: 'boolean',
  int8: 'tinyint',
  int16: 'smallint',
  int32: 'int',
  int64: 'bigint',
  float32: 'float',
  float64: 'double',
  text: 'string',
  binary: 'binary',
  date: 'date',
  timestamp: 'timestamp_ntz',
  timestamptz: 'timestamp',
};

/** The Spark SQL name of a type as a Python string, e.g. `"bigint"`. Throws `UnsupportedError`. */
export function pysparkType(type: ColumnType): Py {
  if (type.kind === 'decimal') {
    return trustedPy(`"decimal(${String(type.precision)},${String(type.scale)})"`);
  }
  const name = names[type.kind];
  if (name !== undefined) return trustedPy(`"${name}"`);
  throw new UnsupportedError(
    'pyspark',
    `Expressions of type ${formatType(type)} have no Spark form.`,
  );
}

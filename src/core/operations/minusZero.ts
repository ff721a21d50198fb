import type { ColumnType } from '../../shared/columnType.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';

/** A float column of pandas in which -0.0 is the 0.0 that it equals; float32 stays float32. */
export function withoutMinusZero(column: Py, type: ColumnType): Py {
  const added = py`${column} + 0.0`;
  return type.kind === 'float32' ? py`(${added}).astype(${pandasType(type)})` : added;
}

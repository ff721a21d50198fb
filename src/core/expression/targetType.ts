import type { ColumnType } from '../../shared/columnType.ts';
import type { Target } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import { arrowType, polarsType, sparkType } from '../python/pythonType.ts';
import { formatType } from '../sql/types.ts';
import { UnsupportedError } from './unsupportedError.ts';

/** The Arrow type of a pandas column of an expression. Throws `UnsupportedError` for what pandas cannot compute with. */
export function pandasExpressionType(type: ColumnType): Py {
  if (type.kind === 'time' || type.kind === 'interval') throw unsupported(type, 'pandas');
  return arrowType(scalar(type, 'pandas'));
}

/** The polars type of an expression. Throws `UnsupportedError` for nested types. */
export function polarsExpressionType(type: ColumnType): Py {
  return polarsType(scalar(type, 'polars'));
}

/** The Spark type of an expression, as a Python string. Throws `UnsupportedError` for what Spark has no type for. */
export function pysparkExpressionType(type: ColumnType): Py {
  const { kind } = type;
  if (kind === 'time' || kind === 'interval' || kind === 'timestamp_ns') {
    throw unsupported(type, 'pyspark');
  }
  return sparkType(scalar(type, 'pyspark'));
}

function scalar(type: ColumnType, target: Target): ColumnType {
  const { kind } = type;
  if (type.kind === 'list') return { kind: 'list', item: scalar(type.item, target) };
  if (kind === 'struct' || kind === 'map') throw unsupported(type, target);
  return type;
}

function unsupported(type: ColumnType, target: Target): UnsupportedError {
  const reason = `Expressions of type ${formatType(type)} have no ${target} form.`;
  return new UnsupportedError(target, reason);
}

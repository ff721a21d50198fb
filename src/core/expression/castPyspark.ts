import type { ColumnType } from '../../shared/columnType.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { formatType } from '../sql/types.ts';
import { castRule } from './castRules.ts';
import { each, mustCast, narrow, single, toInteger } from './pysparkHelpers.ts';
import { pysparkExpressionType } from './targetType.ts';
import { pythonCast } from './pythonCast.ts';
import { useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { float64, integerBits, isFloat, isInteger } from './types.ts';
import { UnsupportedError } from './unsupportedError.ts';

/** A cast of a Spark column by the table of casts: null where it fails, or an error. */
export function castPyspark(
  value: Py,
  from: ColumnType,
  to: ColumnType,
  onError: 'error' | 'null' | 'widen',
  scope: PythonScope,
): Py {
  const cast = tryCast(value, from, to, scope);
  if (onError !== 'error') return cast;
  return py`${useHelper(scope, mustCast)}(${value}, ${cast}, ${pyLit(formatType(to))})`;
}

function tryCast(value: Py, from: ColumnType, to: ColumnType, scope: PythonScope): Py {
  const type = pysparkExpressionType(to);
  const bits = integerBits(to) ?? 64;
  const plain = py`${value}.cast(${type})`;
  if (to.kind === 'text') {
    if (isFloat(from)) {
      throw new UnsupportedError(
        'pyspark',
        'Spark writes floats as text in another form (1.0E30).',
      );
    }
    if (from.kind === 'decimal')
      return py`${useHelper(scope, each)}(${pythonCast(from, to, scope)}, "string", ${value})`;
    if (from.kind === 'binary') return py`F.lower(F.hex(${value}))`;
    if (from.kind === 'timestamptz') return py`F.concat(${value}.cast("string"), F.lit("+00"))`;
    return plain;
  }
  if (to.kind === 'float32' && (from.kind === 'float64' || from.kind === 'text')) {
    const double = from.kind === 'text' ? tryCast(value, from, float64, scope) : value;
    return py`${useHelper(scope, single)}(${double})`;
  }
  if (from.kind === 'text')
    return py`${useHelper(scope, each)}(${pythonCast(from, to, scope)}, ${type}, ${value})`;
  if (from.kind === 'timestamptz') return plain;
  if (to.kind === 'boolean') return py`(${value} != 0)`;
  if (isFloat(from) && isInteger(to)) {
    return py`${useHelper(scope, toInteger)}(${value}, ${type}, ${pyLit(bits)})`;
  }
  if (castRule(from, to) === 'widens' && from.kind !== 'decimal') return plain;
  if (isInteger(from) && isInteger(to)) {
    return py`${useHelper(scope, narrow)}(${value}, ${type}, ${pyLit(bits)})`;
  }
  if (from.kind === 'decimal' && isFloat(to)) return plain;
  return py`${useHelper(scope, each)}(${pythonCast(from, to, scope)}, ${type}, ${value})`;
}

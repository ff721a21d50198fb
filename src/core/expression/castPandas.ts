import type { ColumnType } from '../../shared/columnType.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { formatType } from '../sql/types.ts';
import { castRule } from './castRules.ts';
import { cast, each, mustCast, single, toInteger } from './pandasHelpers.ts';
import { pandasExpressionType } from './targetType.ts';
import { pythonCast } from './pythonCast.ts';
import { useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { float64, isFloat, isInteger } from './types.ts';

/** A cast of a pandas column (a Series of Arrow dtype) by the table of casts: null where it fails, or an error. */
export function castPandas(
  value: Py,
  from: ColumnType,
  to: ColumnType,
  onError: 'error' | 'null' | 'widen',
  scope: PythonScope,
): Py {
  const done = tryCast(value, from, to, scope);
  if (onError !== 'error') return done;
  return py`${useHelper(scope, mustCast)}(${value}, ${done}, ${pyLit(formatType(to))})`;
}

function tryCast(value: Py, from: ColumnType, to: ColumnType, scope: PythonScope): Py {
  const type = pandasExpressionType(to);
  const plain = (): Py => py`${useHelper(scope, cast)}(${value}, ${type})`;
  if (to.kind === 'text' && (from.kind === 'boolean' || isInteger(from) || from.kind === 'date')) {
    return plain();
  }
  if (from.kind === 'timestamptz' && to.kind === 'timestamp') return plain();
  if (to.kind === 'float32' && (from.kind === 'float64' || from.kind === 'text')) {
    const double = from.kind === 'text' ? castPandas(value, from, float64, 'null', scope) : value;
    return py`${useHelper(scope, single)}(${double})`;
  }
  const number = isInteger(from) || isFloat(from);
  if (to.kind === 'boolean' && from.kind !== 'text') return py`(${value} != 0)`;
  if (number && isInteger(to)) {
    return castRule(from, to) === 'widens'
      ? plain()
      : py`${useHelper(scope, toInteger)}(${value}, ${type})`;
  }
  const native = from.kind !== 'text' && to.kind !== 'text' && castRule(from, to) === 'widens';
  if (from.kind === 'decimal' && isFloat(to)) {
    // Arrow's own cast is off by a digit now and then; by way of the digits it is not.
    const digits = py`${useHelper(scope, cast)}(${value}, pa.string())`;
    const double = py`${useHelper(scope, cast)}(${digits}, pa.float64())`;
    return to.kind === 'float64' ? double : py`${useHelper(scope, cast)}(${double}, ${type})`;
  }
  if (native && !(from.kind === 'boolean' && to.kind === 'decimal') && !rounds(from, to)) {
    return plain();
  }
  return py`${useHelper(scope, each)}(${pythonCast(from, to, scope)}, ${type}, ${value})`;
}

/** Arrow cuts digits of a decimal off instead of rounding them. */
function rounds(from: ColumnType, to: ColumnType): boolean {
  return from.kind === 'decimal' && to.kind === 'decimal' && from.scale > to.scale;
}

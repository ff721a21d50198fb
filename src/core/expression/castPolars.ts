import type { ColumnType } from '../../shared/columnType.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { formatType } from '../sql/types.ts';
import { each, mustCast, single } from './polarsHelpers.ts';
import { polarsExpressionType } from './targetType.ts';
import { pythonCast, rawText } from './pythonCast.ts';
import { useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { castRule } from './castRules.ts';
import { patterns } from './textPatterns.ts';
import { float64, isFloat, isInteger } from './types.ts';

/** A cast of a polars expression by the table of casts: null where it fails, or an error. */
export function castPolars(
  value: Py,
  from: ColumnType,
  to: ColumnType,
  onError: 'error' | 'null' | 'widen',
  scope: PythonScope,
): Py {
  const cast = tryCast(value, from, to, scope);
  if (onError !== 'error') return cast;
  return py`${useHelper(scope, mustCast)}(${value}, ${cast}, ${pyLit(formatType(to))}, ${polarsExpressionType(to)})`;
}

function tryCast(value: Py, from: ColumnType, to: ColumnType, scope: PythonScope): Py {
  const type = polarsExpressionType(to);
  const lax = py`${value}.cast(${type}, strict=False)`;
  if (from.kind === 'timestamptz' && to.kind === 'timestamp') {
    return py`${value}.dt.convert_time_zone("UTC").dt.replace_time_zone(None)`;
  }
  if (to.kind === 'float32' && (from.kind === 'float64' || from.kind === 'text')) {
    const double = from.kind === 'text' ? tryCast(value, from, float64, scope) : value;
    return py`${useHelper(scope, single)}(${double})`;
  }
  if (to.kind === 'text') {
    const plain = from.kind === 'boolean' || isInteger(from) || from.kind === 'date';
    if (plain) return py`${value}.cast(pl.String)`;
    if (from.kind === 'binary') return py`${value}.bin.encode("hex")`;
  } else if (from.kind === 'text' && isInteger(to)) {
    return py`${value}.str.extract(${rawText(patterns.integer)}, 1).cast(${type}, strict=False)`;
  } else if (to.kind === 'boolean' && from.kind !== 'text') {
    return py`(${value} != 0)`;
  } else if (isFloat(from) && isInteger(to)) {
    return py`${value}.round(0, mode="half_away_from_zero").cast(${type}, strict=False)`;
  } else if (isInteger(from) && to.kind === 'decimal') {
    if (castRule(from, to) === 'widens') return py`${value}.cast(${type})`;
  } else if (from.kind === 'decimal' && to.kind === 'decimal') {
    if (from.scale <= to.scale) return lax;
  } else if (from.kind !== 'text' && from.kind !== 'decimal' && to.kind !== 'decimal') {
    return castRule(from, to) === 'widens' ? py`${value}.cast(${type})` : lax;
  } else if (from.kind === 'decimal' && isFloat(to)) {
    return py`${value}.cast(${type})`;
  }
  return py`${useHelper(scope, each)}(${pythonCast(from, to, scope)}, ${type}, ${value})`;
}

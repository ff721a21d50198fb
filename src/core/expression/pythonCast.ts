import type { ColumnType } from '../../shared/columnType.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import * as h from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { patterns } from './textPatterns.ts';
import { integerBits, isFloat, isInteger } from './types.ts';

/**
 * A cast as a plain Python function of one value (never None), for the pairs that a Python engine
 * has no fitting cast of its own for: `lambda v: exact(v, 18, 2)`.
 */
export function pythonCast(from: ColumnType, to: ColumnType, scope: PythonScope): Py {
  const use = (helper: h.PythonHelper): Py => h.useHelper(scope, helper);
  const bits = integerBits(to);
  if (to.kind === 'text') return toText(from, scope);
  if (from.kind === 'text') {
    if (to.kind === 'boolean') return use(h.readBoolean);
    const match = (pattern: string, read: Py): Py =>
      py`${use(h.matching)}(${rawText(pattern)}, ${read})`;
    if (to.kind === 'date') return match(patterns.date, use(h.readDate));
    if (to.kind === 'timestamp') return match(patterns.timestamp, use(h.readTimestamp));
    if (bits !== undefined) {
      return match(patterns.integer, py`lambda v: ${use(h.whole)}(v, ${pyLit(bits)})`);
    }
    if (isFloat(to)) return match(patterns.float, use(h.readFloat));
    return match(patterns.decimal, decimalOf(use(h.exact), to));
  }
  if (from.kind === 'boolean') return py`lambda v: ${decimalValue(use(h.exact), to)}`;
  if (bits !== undefined) return py`lambda v: ${use(h.whole)}(v, ${pyLit(bits)})`;
  return decimalOf(use(isFloat(from) && !isInteger(from) ? h.exactFloat : h.exact), to);
}

/** A pattern as a raw Python string where one can hold it, so that its backslashes stay readable. */
export function rawText(pattern: string): Py {
  // Signs that cannot be seen are written as escapes.
  const raw = !/["\p{C}\p{Z}]|\\$/u.test(pattern.replaceAll(' ', ''));
  return raw ? trustedPy(`r"${pattern}"`) : pyLit(pattern);
}

function decimalOf(helper: Py, to: ColumnType): Py {
  const { precision, scale } = digits(to);
  return py`lambda v: ${helper}(v, ${pyLit(precision)}, ${pyLit(scale)})`;
}

function decimalValue(helper: Py, to: ColumnType): Py {
  const { precision, scale } = digits(to);
  return py`${helper}(int(v), ${pyLit(precision)}, ${pyLit(scale)})`;
}

function digits(to: ColumnType): { precision: number; scale: number } {
  return to.kind === 'decimal' ? to : { precision: 38, scale: 0 };
}

function toText(from: ColumnType, scope: PythonScope): Py {
  switch (from.kind) {
    case 'float64':
      return trustedPy('repr');
    case 'float32':
      scope.import('import numpy as np');
      // NumPy 2.4 writes 1e+06; the digits are NumPy's, the form is that of every other float.
      return trustedPy('lambda v: repr(float(str(np.float32(v))))');
    case 'decimal':
      return trustedPy('lambda v: format(v, "f")');
    case 'binary':
      return trustedPy('lambda v: v.hex()');
    case 'timestamp':
      return h.useHelper(scope, h.timestampText);
    case 'timestamptz':
      return py`lambda v: ${h.useHelper(scope, h.timestampText)}(v) + "+00"`;
    default:
      return trustedPy('str');
  }
}

import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { asofPlan } from './asofPlan.ts';
import type { AsofParams } from './asofPlan.ts';
import type { PythonContext } from './define.ts';
import { pandasKeys } from './pandasGroups.ts';
import { pythonLines } from './pythonLines.ts';
import { ascending } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';

/** The join in pandas, whose `merge_asof` takes no missing keys and loses large whole numbers. */
export function asofPandas(context: PythonContext<AsofParams>): readonly Py[] {
  const { frame, relation, params, source } = context;
  const { by, key, ties, right, isFloat, direction, tolerance } = asofPlan(context);
  const other = py`right_rows`;
  const schema = source(params.with.source, ['with', 'source']);
  const within = { ...context, frame: other, input: schema };
  for (const line of ['import numpy as np', 'import pandas as pd', 'import pyarrow as pa']) {
    context.import(line);
  }
  context.helper('key_numbers', keyNumbers);
  context.helper('asof_rows', asofRows);
  const keys = [...by.map((pair) => pair.right), key.right.name];
  const doubled = py`${pandasKeys(keys, within)}.duplicated(${pyLit(keys)})`;
  const number = py`${other}[${pyLit(key.right.name)}]`;
  const pairs = [...by.map((pair) => [pair.left, pair.right]), [key.left.name, key.right.name]];
  return [
    py`${other} = ${relation(params.with.source)}`,
    py`${other} = ${other}[${other}[${pyLit(keys)}].notna().all(axis=1)]`,
    ...(isFloat ? [py`${other} = ${other}[~np.isnan(key_numbers(${number}))]`] : []),
    ...(ties.length === 0 ? [] : pandasSort(ties.map(ascending), within)),
    py`${other} = ${other}[~${doubled}]`,
    ...pythonLines(
      py`found = asof_rows(`,
      [
        frame,
        other,
        py`[${joinPy(pairs.map((pair) => py`(${joinPy(pair.map((name) => pyLit(name)))})`))}]`,
        pyLit(direction),
        ...(tolerance === undefined ? [] : [py`tolerance=${pyLit(tolerance)}`]),
      ],
      py`)`,
    ),
    ...pythonLines(
      py`${frame} = ${frame}.assign(**{`,
      right.map(
        ({ from, to }) =>
          py`${pyLit(to)}: ${other}[${pyLit(from)}].array.take(found, allow_fill=True)`,
      ),
      py`})`,
    ),
  ];
}

const keyNumbers = `def key_numbers(column):
    """The keys as whole numbers (days, microseconds) or doubles; 0 or NaN for a missing one."""
    values = pa.array(column.array)
    if pa.types.is_floating(values.type):
        return values.cast(pa.float64()).fill_null(np.nan).to_numpy()
    if pa.types.is_date(values.type):
        values = values.cast(pa.int32())
    return values.cast(pa.int64()).fill_null(0).to_numpy()
`;

const asofRows = `def asof_rows(left, right, on, direction, tolerance=None):
    """For each left row the place of the right row whose last key lies next to its own, else -1.

    The other keys must be equal. The keys of the right rows are known, and none stands twice.
    """
    *by, (own, other) = on
    key = np.concatenate([key_numbers(right[other]), key_numbers(left[own])])
    group = np.zeros(len(key), int)
    if by:
        sides = [right[[name for _, name in by]], left[[name for name, _ in by]]]
        names = range(len(by))
        both = pd.concat([side.set_axis(names, axis=1) for side in sides], ignore_index=True)
        group = both.groupby(list(names), sort=False).ngroup().to_numpy()
    known = left[own].notna().to_numpy(bool) & (group[len(right) :] >= 0)
    if key.dtype == float:
        known &= ~np.isnan(key[len(right) :])
    is_left = np.arange(len(key)) >= len(right)

    def next_to(forward):
        order = np.lexsort((is_left != forward, key, group))[:: -1 if forward else 1]
        last = np.maximum.accumulate(np.where(is_left[order], -1, np.arange(len(order))))
        places = np.where(last >= 0, order[last], -1)
        same = (places >= 0) & (group[places] == group[order])
        result = np.full(len(key), -1)
        result[order] = np.where(same, places, -1)
        return np.where(known, result[len(right) :], -1)

    def gap(found):
        a, b = np.maximum(key[len(right) :], key[found]), np.minimum(key[len(right) :], key[found])
        if key.dtype != float:
            return a.view("uint64") - b.view("uint64")
        with np.errstate(invalid="ignore"):
            return np.where(a == b, 0, a - b)

    if direction == "nearest":
        before, after = next_to(False), next_to(True)
        is_before = (after < 0) | ((before >= 0) & (gap(before) <= gap(after)))
        found = np.where(is_before, before, after)
    else:
        found = next_to(direction == "forward")
    if tolerance is not None:
        found = np.where(gap(found) <= tolerance, found, -1)
    return found
`;

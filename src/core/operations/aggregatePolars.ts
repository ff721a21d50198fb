import { isFloat } from '../expression/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate, GroupParams } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { polarsColumn, polarsName } from './pythonColumn.ts';
import { polarsType } from '../python/pythonType.ts';

/** One figure as a polars expression of exactly its type. */
export function aggregatePolars(
  { source, function: name, type }: Aggregate,
  context: PythonContext<GroupParams>,
): Py {
  if (!source) return py`pl.len().cast(pl.Int64)`;
  const column = columnOf(source.name, context);
  const float = isFloat(source.type);
  const double = source.type.kind === 'float64' ? column : py`${column}.cast(pl.Float64)`;
  // -0.0 becomes the 0.0 that it equals.
  const values = float ? py`(${column} + 0.0)` : column;
  switch (name) {
    case 'count':
      return py`${column}.count().cast(pl.Int64)`;
    case 'count_distinct':
      return py`${values}.drop_nulls().n_unique().cast(pl.Int64)`;
    case 'sum':
      return py`pl.when(${column}.count() > 0).then(${column}.cast(${polarsType(type)}).sum())`;
    case 'mean':
      return py`${double}.mean()`;
    case 'median':
      // Between -inf and a number lies -inf, where polars has NaN.
      return float
        ? py`(${double}.quantile(0.5, "lower") * 0.5 + ${double}.quantile(0.5, "higher") * 0.5)`
        : py`${double}.median()`;
    case 'min':
      return py`${column}.min()`;
    case 'max':
      return float ? py`${column}.nan_max()` : py`${column}.max()`;
    case 'std':
      return py`${double}.std()`;
    case 'variance':
      return py`${double}.var()`;
    case 'mode':
      return py`${values}.drop_nulls().mode().sort().first()`;
  }
}

/** Inside `agg` a pattern finds no key, so a key whose name would be one is named by a selector. */
function columnOf(name: string, context: PythonContext<GroupParams>): Py {
  if (!context.params.by.includes(name) || polarsName(name) === pyLit(name)) {
    return polarsColumn(name);
  }
  context.import('import polars.selectors as cs');
  return py`cs.by_name(${pyLit(name)})`;
}

import { emitPolars } from '../expression/emitPolars.ts';
import { readsColumn } from '../expression/readsColumn.ts';
import { isFloat } from '../expression/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { polarsColumn, polarsName } from './pythonColumn.ts';
import { polarsType } from '../python/pythonType.ts';

/** One figure as a polars expression of exactly its type. */
export function aggregatePolars(
  { source, function: name, type, where, q = 0.5, orderBy, separator = ', ' }: Aggregate,
  context: PythonContext<unknown>,
  by: readonly string[] = [],
): Py {
  const test = where && emitPolars(where, context);
  if (!source) {
    if (!test) return py`pl.len().cast(pl.Int64)`;
    // A test that is the same for all rows has one value, not one for each row.
    return readsColumn(where)
      ? py`(${test}).sum().cast(pl.Int64)`
      : py`pl.int_range(pl.len()).filter(${test}).len().cast(pl.Int64)`;
  }
  const filtered = (column: Py): Py => (test ? py`${column}.filter(${test})` : column);
  const column = filtered(columnOf(source.name, by, context));
  const float = isFloat(source.type);
  const double = source.type.kind === 'float64' ? column : py`${column}.cast(pl.Float64)`;
  // -0.0 becomes the 0.0 that it equals.
  const values = float ? py`(${column} + 0.0)` : column;
  switch (name) {
    case 'count':
      return py`${column}.count().cast(pl.Int64)`;
    case 'count_distinct':
      return py`${values}.drop_nulls().n_unique().cast(pl.Int64)`;
    case 'count_missing':
      return py`${column}.null_count().cast(pl.Int64)`;
    case 'sum':
      return py`pl.when(${column}.count() > 0).then(${column}.cast(${polarsType(type)}).sum())`;
    case 'mean':
    case 'share_true':
      return py`${double}.mean()`;
    case 'median':
      // Between -inf and a number lies -inf, where polars has NaN.
      return float
        ? py`(${double}.quantile(0.5, "lower") * 0.5 + ${double}.quantile(0.5, "higher") * 0.5)`
        : py`${double}.median()`;
    case 'quantile':
      return quantile(double, q, float, context);
    case 'iqr':
      return py`(${quantile(double, 0.75, float, context)} - ${quantile(double, 0.25, float, context)})`;
    case 'product':
      return py`pl.when(${column}.count() > 0).then(${double}.product())`;
    case 'min':
    case 'all':
      return py`${column}.min()`;
    case 'max':
    case 'any':
      return float ? py`${column}.nan_max()` : py`${column}.max()`;
    case 'range':
      return float
        ? py`(${double}.nan_max() - ${double}.min())`
        : py`(${column}.max().cast(${polarsType(type)}) - ${column}.min().cast(${polarsType(type)}))`;
    // From centred values, as polars loses digits of those far from zero; of quarters, as the distance
    // of the largest doubles is no number for it.
    case 'std':
      return float
        ? py`((${double} * 0.25 - (${double} * 0.25).mean()).std() * 4)`
        : py`(${double} - ${double}.mean()).std()`;
    case 'variance':
      return py`(${double} - ${double}.mean()).var()`;
    case 'mode':
      return py`${values}.drop_nulls().mode().sort().first()`;
    case 'first':
    case 'last': {
      const own = columnOf(source.name, by, context);
      const order = orderBy ? columnOf(orderBy.name, by, context) : own;
      const known = py`${order}.is_not_null() & ${own}.is_not_null()`;
      const kept = test ? py`${known} & ${test}` : known;
      const [value, key] = [py`${own}.filter(${kept})`, py`${order}.filter(${kept})`];
      return py`${value}.sort_by(${key}, ${value}).${name === 'first' ? py`first` : py`last`}()`;
    }
    case 'join_distinct':
      return py`pl.when(${column}.count() > 0).then(${column}.drop_nulls().unique().sort().str.join(${pyLit(separator)}))`;
    case 'list':
      return py`pl.when(${column}.count() > 0).then(${column}.drop_nulls().sort().implode())`;
  }
}

function quantile(values: Py, q: number, float: boolean, context: PythonContext<unknown>): Py {
  if (!float) return py`${values}.quantile(${pyLit(q)}, interpolation="linear")`;
  context.helper('quantile', floatQuantile);
  return py`quantile(${values}, ${pyLit(q)})`;
}

/** polars' own has NaN between -inf and a number, and between infinities. */
const floatQuantile = `def quantile(values, q):
    """Linear quantile; beside an infinity it is that infinity."""
    place = (values.count() - 1) * q
    share = place - place.floor()
    lower, upper = values.quantile(q, "lower"), values.quantile(q, "higher")
    return pl.when(share == 0).then(lower).otherwise(lower * (1 - share) + upper * share)
`;

/** Inside `agg` a pattern finds no key, so a key whose name would be one is named by a selector. */
function columnOf(name: string, by: readonly string[], context: PythonContext<unknown>): Py {
  if (!by.includes(name) || polarsName(name) === pyLit(name)) return polarsColumn(name);
  context.import('import polars.selectors as cs');
  return py`cs.by_name(${pyLit(name)})`;
}

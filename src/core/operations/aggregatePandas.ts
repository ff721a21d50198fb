import { cast } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { isFloat } from '../expression/types.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate, ColumnAggregate, GroupParams } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { arrowType, pandasType } from '../python/pythonType.ts';
import { withoutMinusZero } from './minusZero.ts';

/** One figure as a Series by group number; `group` holds each row's, `groups` the result so far. */
export function aggregatePandas(aggregate: Aggregate, context: PythonContext<GroupParams>): Py {
  const { frame } = context;
  // A table without rows still has its one group when there are no group columns.
  const whole = context.params.by.length === 0 ? py`.reindex([0], fill_value=0)` : py``;
  if (!hasSource(aggregate)) return py`${frame}.groupby(group).size()${whole}`;
  const { source, type } = aggregate;
  const column = py`${frame}[${pyLit(source.name)}]`;
  const float = isFloat(source.type);
  const values = float ? py`(${withoutMinusZero(column, source.type)})` : column;
  const float64 = { kind: 'float64' } as const;
  // `astype` stops for a whole number that no double holds.
  const double =
    source.type.kind === 'int64'
      ? py`${useHelper(context, cast)}(${column}, ${arrowType(float64)})`
      : py`${column}.astype(${pandasType(float64)})`;
  const by = trustedPy('.groupby(group)');
  switch (aggregate.function) {
    case 'count':
      return py`${column}${by}.count()${whole}`;
    case 'count_distinct':
      return py`${values}${by}.nunique()${whole}`;
    case 'sum':
      // pandas 2.2 has no min_count for decimals: a sum of no values is null, not 0.
      return py`${column}.astype(${pandasType(type)})${by}.sum().where(${column}${by}.count() > 0)`;
    case 'mean':
      return py`${double}${by}.mean()`;
    case 'median':
      return quantile(double, 0.5, context);
    case 'min':
      return float ? quantile(double, 0, context) : py`${column}${by}.min()`;
    case 'max':
      return float ? quantile(double, 1, context) : py`${column}${by}.max()`;
    case 'std':
      return py`${double}${by}.std()`;
    case 'variance':
      return py`${double}${by}.var()`;
    case 'mode':
      context.import('import pyarrow.compute as pc');
      context.helper('group_mode', groupMode);
      return py`group_mode(${values}, group)`;
  }
}

function hasSource(aggregate: Aggregate): aggregate is ColumnAggregate {
  return aggregate.source !== undefined;
}

function quantile(values: Py, q: number, context: PythonContext<GroupParams>): Py {
  context.import('import numpy as np');
  context.helper('group_quantile', groupQuantile);
  return py`group_quantile(${values}, group, len(groups), ${pyLit(q)})`;
}

const groupQuantile = `def group_quantile(values, group, count, q):
    """Linear quantile of each group: nulls are left out, NaN is greater than every number."""
    known = values.notna().to_numpy()
    numbers = values[known].to_numpy("float64")
    group = group[known].to_numpy()
    numbers = np.append(numbers[np.lexsort((numbers, group))], np.nan)
    size = np.bincount(group, minlength=count)
    place = np.maximum(size - 1, 0) * q
    start = np.cumsum(size) - size
    low = numbers[start + np.floor(place).astype(int)]
    high = numbers[start + np.ceil(place).astype(int)]
    with np.errstate(invalid="ignore"):
        result = np.where(low == high, low, low * (1 - place % 1) + high * (place % 1))
    return pd.Series(
        pd.arrays.ArrowExtensionArray(pa.array(result, mask=size == 0, from_pandas=False))
    )
`;

const groupMode = `def group_mode(values, group):
    """Most frequent value of each group, of a tie the smallest; nulls are left out."""
    table = pa.table({"group": pa.array(group), "value": pa.array(values.array)})
    counts = (
        table.filter(pc.is_valid(table["value"]))
        .group_by(["group", "value"])
        .aggregate([([], "count_all")])
        .sort_by([("group", "ascending"), ("count_all", "descending"), ("value", "ascending")])
        .to_pandas(types_mapper=pd.ArrowDtype)
    )
    best = counts.drop_duplicates("group")
    return pd.Series(best["value"].array, index=best["group"].astype("int64"))
`;

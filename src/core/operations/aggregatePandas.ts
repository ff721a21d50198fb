import type { ColumnType } from '../../shared/columnType.ts';
import { cast } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { isFloat } from '../expression/types.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate, ColumnAggregate } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { arrowType, pandasType } from '../python/pythonType.ts';
import { withoutMinusZero } from './minusZero.ts';

/**
 * One figure as a Series by group number; `group` holds each row's, `groups` the result so far,
 * `kept` which rows count for a figure with a condition.
 */
export function aggregatePandas(
  aggregate: Aggregate,
  by: readonly string[],
  context: PythonContext<unknown>,
): Py {
  const { frame } = context;
  const kept = aggregate.where ? py`.where(kept)` : py``;
  // A table without rows still has its one group when there are no group columns.
  const whole = by.length === 0 ? py`.reindex([0], fill_value=0)` : py``;
  if (!hasSource(aggregate)) {
    return aggregate.where
      ? py`kept.groupby(group).sum()${whole}`
      : py`${frame}.groupby(group).size()${whole}`;
  }
  const { source, type, q = 0.5, separator = ', ', orderBy } = aggregate;
  const column = py`${frame}[${pyLit(source.name)}]${kept}`;
  const float = isFloat(source.type);
  const values = float ? py`(${withoutMinusZero(column, source.type)})` : column;
  const float64 = { kind: 'float64' } as const;
  // `astype` stops for a whole number that no double holds.
  const double =
    source.type.kind === 'int64'
      ? py`${useHelper(context, cast)}(${column}, ${arrowType(float64)})`
      : py`${column}.astype(${pandasType(float64)})`;
  const grouped = trustedPy('.groupby(group)');
  switch (aggregate.function) {
    case 'count':
      return py`${column}${grouped}.count()${whole}`;
    case 'count_distinct':
      return py`${values}${grouped}.nunique()${whole}`;
    case 'count_missing': {
      const missing = py`${frame}[${pyLit(source.name)}].isna()`;
      return py`${aggregate.where ? py`(${missing} & kept)` : missing}${grouped}.sum()${whole}`;
    }
    case 'sum':
      // pandas 2.2 has no min_count for decimals: a sum of no values is null, not 0.
      return py`${column}.astype(${pandasType(type)})${grouped}.sum().where(${column}${grouped}.count() > 0)`;
    case 'mean':
    case 'share_true':
      return py`${double}${grouped}.mean()`;
    case 'median':
    case 'quantile':
      return quantile(double, q, context);
    case 'iqr':
      return py`(${quantile(double, 0.75, context)} - ${quantile(double, 0.25, context)})`;
    case 'product':
      return py`${double}${grouped}.prod().where(${column}${grouped}.count() > 0)`;
    case 'range': {
      if (float) return py`(${quantile(double, 1, context)} - ${quantile(double, 0, context)})`;
      const short: ColumnType =
        source.type.kind === 'decimal' ? source.type : { kind: 'decimal', precision: 20, scale: 0 };
      const exact = source.type.kind === 'decimal' ? py`` : py`.astype(${pandasType(short)})`;
      return py`(${column}${grouped}.max()${exact} - ${column}${grouped}.min()${exact})`;
    }
    case 'first':
    case 'last': {
      context.import('import pyarrow.compute as pc');
      context.helper('group_pick', groupPick);
      const order = py`${frame}[${pyLit(orderBy?.name ?? source.name)}]`;
      const zeroed = orderBy && isFloat(orderBy.type) ? py`${order} + 0.0` : order;
      return py`group_pick(${values}, ${zeroed}, group, ${pyLit(aggregate.function)})`;
    }
    case 'join_distinct':
      context.helper('group_text', groupText);
      return py`group_text(${column}, group, ${pyLit(separator)})`;
    case 'list':
      context.import('import pyarrow.compute as pc');
      context.helper('group_list', groupList);
      return py`group_list(${column}, group)`;
    case 'min':
    case 'all':
      return float ? quantile(double, 0, context) : py`${column}${grouped}.min()`;
    case 'max':
    case 'any':
      return float ? quantile(double, 1, context) : py`${column}${grouped}.max()`;
    case 'std':
      return py`${double}${grouped}.std()`;
    case 'variance':
      return py`${double}${grouped}.var()`;
    case 'mode':
      context.import('import pyarrow.compute as pc');
      context.helper('group_mode', groupMode);
      return py`group_mode(${values}, group)`;
  }
}

function hasSource(aggregate: Aggregate): aggregate is ColumnAggregate {
  return aggregate.source !== undefined;
}

function quantile(values: Py, q: number, context: PythonContext<unknown>): Py {
  context.import('import numpy as np');
  context.helper('group_quantile', groupQuantile);
  return py`group_quantile(${values}, group, len(groups), ${pyLit(q)})`;
}

/** Linear quantiles by group number; needs numpy, pandas and pyarrow. */
export const groupQuantile = `def group_quantile(values, group, count, q):
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

const groupPick = `def group_pick(values, order, group, which):
    """The first or last value of each group by order, of a tie the smallest or greatest value."""
    table = pa.table(
        {"group": pa.array(group), "order": pa.array(order.array), "value": pa.array(values.array)}
    )
    known = pc.and_(pc.is_valid(table["order"]), pc.is_valid(table["value"]))
    rows = (
        table.filter(known)
        .sort_by([("group", "ascending"), ("order", "ascending"), ("value", "ascending")])
        .to_pandas(types_mapper=pd.ArrowDtype)
        .drop_duplicates("group", keep=which)
    )
    return pd.Series(rows["value"].array, index=rows["group"].astype("int64"))
`;

const groupText = `def group_text(values, group, separator):
    """The distinct texts of each group in order, joined; nulls are left out."""
    return values.dropna().groupby(group).agg(lambda part: separator.join(sorted(part.unique())))
`;

const groupList = `def group_list(values, group):
    """The values of each group in order as a list; nulls are left out."""
    table = pa.table({"group": pa.array(group), "value": pa.array(values.array)})
    lists = (
        table.filter(pc.is_valid(table["value"]))
        .sort_by([("group", "ascending"), ("value", "ascending")])
        .group_by("group", use_threads=False)
        .aggregate([("value", "list")])
        .to_pandas(types_mapper=pd.ArrowDtype)
    )
    return pd.Series(lists["value_list"].array, index=lists["group"].astype("int64"))
`;

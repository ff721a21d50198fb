import { isFloat } from '../expression/types.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate, GroupParams } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { sparkColumn } from './pythonColumn.ts';
import { sparkType } from '../python/pythonType.ts';

/** One figure as a Spark aggregate of exactly its type. */
export function aggregatePyspark(
  { source, function: name, type }: Aggregate,
  context: PythonContext<GroupParams>,
): Py {
  if (!source) return py`F.count(F.lit(1))`;
  const column = sparkColumn(source.name);
  const double = source.type.kind === 'float64' ? column : py`${column}.cast("double")`;
  // -0.0 becomes the 0.0 that it equals.
  const values = isFloat(source.type)
    ? py`(${column} + F.lit(0.0).cast(${sparkType(source.type)}))`
    : column;
  switch (name) {
    case 'count':
      return py`F.count(${column})`;
    case 'count_distinct':
      return py`F.count_distinct(${values})`;
    case 'sum':
      return py`F.sum(${column}.cast(${sparkType(type)}))`;
    case 'mean':
      return py`F.avg(${double})`;
    case 'median':
      if (!isFloat(source.type)) return py`F.median(${double})`;
      context.helper('float_median', floatMedian);
      return py`float_median(${double})`;
    case 'min':
      return py`F.min(${column})`;
    case 'max':
      return py`F.max(${column})`;
    case 'std':
      return py`F.stddev_samp(${double})`;
    case 'variance':
      return py`F.var_samp(${double})`;
    case 'mode':
      context.helper('smallest_mode', smallestMode);
      return py`smallest_mode(${values}, ${sparkType(source.type)})`;
  }
}

const floatMedian = `def float_median(column):
    """Median of doubles; between -inf and a number lies -inf, where Spark 4 has NaN."""
    values = F.array_sort(F.collect_list(column))
    size = F.size(values)
    low = F.get(values, F.floor((size - 1) / 2).cast("int"))
    high = F.get(values, F.floor(size / 2).cast("int"))
    return low * 0.5 + high * 0.5
`;

const smallestMode = `def smallest_mode(column, type):
    """Most frequent value, of a tie the smallest; nulls are left out."""

    def count(state, value):
        run = F.when(state["value"] == value, state["run"] + 1).otherwise(F.lit(1).cast("long"))
        longer = run > state["longest"]
        return F.struct(
            F.when(longer, value).otherwise(state["mode"]).alias("mode"),
            F.when(longer, run).otherwise(state["longest"]).alias("longest"),
            value.alias("value"),
            run.alias("run"),
        )

    nothing = F.lit(None).cast(type)
    start = F.struct(
        nothing.alias("mode"),
        F.lit(0).cast("long").alias("longest"),
        nothing.alias("value"),
        F.lit(0).cast("long").alias("run"),
    )
    values = F.array_sort(F.collect_list(column))
    return F.aggregate(values, start, count, lambda state: state["mode"])
`;

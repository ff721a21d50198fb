import type { ColumnType } from '../../shared/columnType.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { isFloat } from '../expression/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Aggregate } from './aggregates.ts';
import type { PythonContext } from './define.ts';
import { sparkColumn } from './pythonColumn.ts';
import { sparkType } from '../python/pythonType.ts';

/** One figure as a Spark aggregate of exactly its type. */
export function aggregatePyspark(
  { source, function: name, type, where, q = 0.5, orderBy, separator = ', ' }: Aggregate,
  context: PythonContext<unknown>,
): Py {
  const test = where && emitPyspark(where, context);
  if (!source) return test ? py`F.count_if(${test})` : py`F.count(F.lit(1))`;
  const whole = sparkColumn(source.name);
  // Figures leave nulls out, so that a value in a row that does not count may become one.
  const column = test ? py`F.when(${test}, ${whole})` : whole;
  const double = source.type.kind === 'float64' ? column : py`${column}.cast("double")`;
  // -0.0 becomes the 0.0 that it equals.
  const values = isFloat(source.type)
    ? py`(${column} + F.lit(0.0).cast(${sparkType(source.type)}))`
    : column;
  const quantile = (share: number): Py => {
    if (!isFloat(source.type)) return py`F.percentile(${double}, F.lit(${pyLit(share)}))`;
    context.helper('float_quantile', floatQuantile);
    return py`float_quantile(${double}, ${pyLit(share)})`;
  };
  switch (name) {
    case 'count':
      return py`F.count(${column})`;
    case 'count_distinct':
      return py`F.count_distinct(${values})`;
    case 'count_missing':
      return py`F.count_if(${whole}.isNull()${test ? py` & ${test}` : py``})`;
    case 'sum':
      return py`F.sum(${column}.cast(${sparkType(type)}))`;
    case 'mean':
    case 'share_true':
      return py`F.avg(${double})`;
    case 'quantile':
      return quantile(q);
    case 'iqr':
      return py`(${quantile(0.75)} - ${quantile(0.25)})`;
    case 'product':
      return py`F.product(${double})`;
    case 'range':
      return isFloat(source.type)
        ? py`(F.max(${double}) - F.min(${double}))`
        : spread(column, source.type, type);
    case 'any':
      return py`F.bool_or(${column})`;
    case 'all':
      return py`F.bool_and(${column})`;
    case 'first':
    case 'last': {
      const order = sparkColumn(orderBy?.name ?? source.name);
      const known = py`${order}.isNotNull() & ${whole}.isNotNull()${test ? py` & ${test}` : py``}`;
      const row = py`F.when(${known}, F.struct(${order}.alias("o"), ${whole}.alias("v")))`;
      return py`F.${name === 'first' ? py`min` : py`max`}(${row})["v"]`;
    }
    case 'join_distinct':
      return py`F.when(F.count(${column}) > 0, F.array_join(F.array_sort(F.collect_set(${column})), ${pyLit(separator)}))`;
    case 'list':
      return py`F.when(F.count(${column}) > 0, F.array_sort(F.collect_list(${column})))`;
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

/** Spark would cut digits off a difference of two decimals of 38 digits, so they stay short. */
function spread(column: Py, from: ColumnType, to: ColumnType): Py {
  const short: ColumnType =
    from.kind === 'decimal' ? from : { kind: 'decimal', precision: 20, scale: 0 };
  const side = (figure: Py): Py =>
    from.kind === 'decimal' ? figure : py`${figure}.cast(${sparkType(short)})`;
  return py`(${side(py`F.max(${column})`)} - ${side(py`F.min(${column})`)}).cast(${sparkType(to)})`;
}

const floatQuantile = `def float_quantile(column, q):
    """Linear quantile of doubles; between -inf and a number lies -inf, where Spark 4 has NaN."""
    values = F.array_sort(F.collect_list(column))
    place = (F.size(values) - 1) * F.lit(q)
    share = place - F.floor(place)
    low = F.get(values, F.floor(place).cast("int"))
    high = F.get(values, F.ceil(place).cast("int"))
    return F.when(share == 0, low).otherwise(low * (1 - share) + high * share)
`;

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

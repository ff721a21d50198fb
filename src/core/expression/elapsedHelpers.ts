import { compute } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';

/** `date_sub` on pandas. */
export const pandasElapsed: PythonHelper = {
  name: 'elapsed',
  imports: ['import datetime', 'import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def elapsed(unit, start, end):
    """How many whole units have passed from start to end; negative if end is earlier."""
    seconds = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    months = {"year": 12, "quarter": 3, "month": 1}

    def place(array):
        floored = pc.floor_temporal(array, unit="day")
        month = pc.add(pc.multiply(pc.year(array), 12), pc.month(array))
        return month, pc.day(array), pc.subtract(array.cast(pa.int64()), floored.cast(pa.int64()))

    def whole_months(first, last):
        (month_a, day_a, time_a), (month_b, day_b, time_b) = place(first), place(last)
        following = pc.ceil_temporal(last, unit="month", ceil_is_strictly_greater=True)
        # A day that the last month lacks counts as its last day.
        day_a = pc.min_element_wise(day_a, pc.day(pc.subtract(following, datetime.timedelta(days=1))))
        same_day = pc.and_(pc.equal(day_a, day_b), pc.greater(time_a, time_b))
        late = pc.or_(pc.greater(day_a, day_b), same_day)
        return pc.subtract(pc.subtract(month_b, month_a), late.cast(pa.int64()))

    def count(a, b):
        a, b = a.cast(pa.timestamp("us")), b.cast(pa.timestamp("us"))
        if unit in seconds:
            passed = pc.subtract(b.cast(pa.int64()), a.cast(pa.int64()))
            return pc.divide(passed, seconds[unit] * 1_000_000)
        forward, back = whole_months(a, b), pc.negate(whole_months(b, a))
        return pc.divide(pc.if_else(pc.less_equal(a, b), forward, back), months[unit])

    return compute(count, start, end)`,
};

/** `date_sub` on polars. */
export const polarsElapsed: PythonHelper = {
  name: 'elapsed',
  imports: ['import polars as pl'],
  code: `def elapsed(unit, start, end):
    """How many whole units have passed from start to end; negative if end is earlier."""
    seconds = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    months = {"year": 12, "quarter": 3, "month": 1}
    start, end = start.cast(pl.Datetime("us")), end.cast(pl.Datetime("us"))
    first, last = pl.min_horizontal(start, end), pl.max_horizontal(start, end)
    if unit in seconds:
        passed = (last.dt.epoch("us") - first.dt.epoch("us")) // (seconds[unit] * 1_000_000)
    else:
        whole = last.dt.year().cast(pl.Int64) * 12 + last.dt.month()
        whole -= first.dt.year().cast(pl.Int64) * 12 + first.dt.month()
        # A day that the last month lacks counts as its last day.
        day = pl.min_horizontal(first.dt.day(), last.dt.month_end().dt.day())
        same_day = (day == last.dt.day()) & (first.dt.time() > last.dt.time())
        late = (day > last.dt.day()) | same_day
        passed = (whole - late.cast(pl.Int64)) // months[unit]
    return pl.when(start <= end).then(passed).when(start > end).then(-passed)`,
};

/** `date_sub` on Spark. */
export const pysparkElapsed: PythonHelper = {
  name: 'elapsed',
  imports: ['from pyspark.sql import functions as F'],
  code: `def elapsed(unit, start, end):
    """How many whole units have passed from start to end; negative if end is earlier."""
    seconds = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    months = {"year": 12, "quarter": 3, "month": 1}
    start, end = start.cast("timestamp"), end.cast("timestamp")
    first, last = F.least(start, end), F.greatest(start, end)
    if unit in seconds:
        passed = F.unix_micros(last) - F.unix_micros(first)
        whole = F.call_function("div", passed, F.lit(seconds[unit] * 1_000_000))
    else:
        count = (F.year(last) - F.year(first)) * 12 + F.month(last) - F.month(first)
        # A day that the last month lacks counts as its last day.
        day = F.least(F.day(first), F.day(F.last_day(last)))
        time_a, time_b = [F.unix_micros(x) - F.unix_micros(F.date_trunc("day", x)) for x in (first, last)]
        same_day = (day == F.day(last)) & (time_a > time_b)
        late = (day > F.day(last)) | same_day
        whole = F.call_function("div", count - late.cast("int"), F.lit(months[unit]))
    return F.when(start <= end, whole).when(start > end, -whole).cast("bigint")`,
};

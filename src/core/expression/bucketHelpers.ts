import { compute } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';

/** `time_bucket` of seconds to weeks on pandas. */
export const pandasClockBucket: PythonHelper = {
  name: 'clock_bucket',
  imports: ['import datetime', 'import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def clock_bucket(column, count, unit, shift):
    """The starts of buckets of count units, one of them shift seconds after 1970."""
    shift = pa.scalar(shift, pa.duration("s"))
    earliest = pa.scalar(datetime.datetime(1, 1, 1), pa.timestamp("us"))

    def call(array):
        moved = pc.subtract(array.cast(pa.timestamp("us")), shift)
        start = pc.add(pc.floor_temporal(moved, count, unit=unit), shift)
        return pc.if_else(pc.greater_equal(start, earliest), start, None)

    return compute(call, column)`,
};

/** `time_bucket` of seconds to weeks on polars. */
export const polarsClockBucket: PythonHelper = {
  name: 'clock_bucket',
  imports: ['import polars as pl'],
  code: `def clock_bucket(column, width, shift):
    """The starts of buckets of width seconds, one of them shift seconds after 1970."""
    moved = column.cast(pl.Datetime("us")).dt.offset_by(f"-{shift}s")
    start = moved.dt.truncate(f"{width}s").dt.offset_by(f"{shift}s")
    return pl.when(start.dt.year() >= 1).then(start)`,
};

/** `time_bucket` of seconds to weeks on Spark. */
export const pysparkClockBucket: PythonHelper = {
  name: 'clock_bucket',
  imports: ['from pyspark.sql import functions as F'],
  code: `def clock_bucket(column, width, shift):
    """The starts of buckets of width seconds, one of them shift seconds after 1970."""
    seconds = F.unix_seconds(column.cast("timestamp"))
    start = seconds - F.pmod(seconds - shift, F.lit(width))
    return F.when(start >= -62135596800, F.timestamp_seconds(start))`,
};

/** One value of `time_bucket` of months on pandas. */
export const pandasMonthBucket: PythonHelper = {
  name: 'month_bucket',
  code: `def month_bucket(value, months):
    """The start of a bucket of so many months, one of which starts in January 2000."""
    month = value.year * 12 + value.month - 1
    start = month - (month - 24000) % months
    return type(value)(start // 12, start % 12 + 1, 1) if start >= 12 else None`,
};

/** `time_bucket` of months on polars. */
export const polarsMonthBucket: PythonHelper = {
  name: 'month_bucket',
  imports: ['import polars as pl'],
  code: `def month_bucket(column, months):
    """The starts of buckets of so many months, one of which starts in January 2000."""
    month = column.dt.year() * 12 + column.dt.month() - 1
    start = month - (month + -24000 % months) % months
    return pl.when(start >= 12).then(pl.date(start // 12, start % 12 + 1, 1))`,
};

/** `time_bucket` of months on Spark. */
export const pysparkMonthBucket: PythonHelper = {
  name: 'month_bucket',
  imports: ['from pyspark.sql import functions as F'],
  code: `def month_bucket(column, months):
    """The starts of buckets of so many months, one of which starts in January 2000."""
    month = F.year(column) * 12 + F.month(column) - 1
    start = month - F.pmod(month - 24000, F.lit(months))
    day = F.make_date((start / 12).cast("int"), start % 12 + 1, F.lit(1))
    return F.when(start >= 12, day)`,
};

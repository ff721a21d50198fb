import { compute } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';

/** `convert_timezone` on pandas. */
export const pandasZone: PythonHelper = {
  name: 'convert_zone',
  imports: ['import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def convert_zone(column, source, target):
    """What the target's clocks show; the earlier of two times, null for a time left out."""

    def call(shown):
        zoned = pc.assume_timezone(shown, source, ambiguous="earliest", nonexistent="earliest")
        exists = pc.equal(pc.local_timestamp(zoned), shown)
        found = pc.local_timestamp(zoned.cast(pa.timestamp("us", tz=target)))
        year = pc.year(found)
        inside = pc.and_(pc.greater_equal(year, 1), pc.less_equal(year, 9999))
        return pc.if_else(pc.and_(exists, inside), found, None)

    return compute(call, column)`,
};

/** `convert_timezone` on polars. */
export const polarsZone: PythonHelper = {
  name: 'convert_zone',
  imports: ['import polars as pl'],
  code: `def convert_zone(column, source, target):
    """What the target's clocks show; the earlier of two times, null for a time left out."""
    zoned = column.dt.replace_time_zone(source, ambiguous="earliest", non_existent="null")
    found = zoned.dt.convert_time_zone(target).dt.replace_time_zone(None)
    return pl.when(found.dt.year().is_between(1, 9999)).then(found)`,
};

/** `convert_timezone` on Spark. */
export const pysparkZone: PythonHelper = {
  name: 'convert_zone',
  imports: ['from pyspark.sql import functions as F'],
  code: `def convert_zone(column, source, target):
    """What the target's clocks show; the earlier of two times, null for a time left out."""
    shown = column.cast("timestamp")
    utc = F.to_utc_timestamp(shown, source)
    exists = F.from_utc_timestamp(utc, source) == shown
    found = F.from_utc_timestamp(utc, target)
    return F.when(exists & F.year(found).between(1, 9999), found).cast("timestamp_ntz")`,
};

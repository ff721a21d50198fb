import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'epoch_seconds',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'Whole seconds since 1970-01-01 00:00:00 UTC, rounded down. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`(epoch_us(date_trunc('second', ${a})) // 1000000)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.floor_temporal(a, unit="second").cast(pa.timestamp("s")).cast(pa.int64()), ${a})`,
    polars: ([a = py``]) => py`${a}.dt.truncate("1s").dt.epoch("s")`,
    pyspark: ([a = py``]) => py`F.unix_seconds(${a}.cast("timestamp"))`,
  },
  examples: [
    { args: ["timestamp '1970-01-01 00:01:00.9'"], result: '60' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: '-1' },
    { args: ["timestamp '9999-12-31 23:59:59.999999'"], result: '253402300799' },
    { args: ["date '1970-01-02'"], result: '86400' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'millisecond',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'Seconds and milliseconds of the minute as milliseconds, 0 to 59999. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`CAST(millisecond(${a}) AS BIGINT)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.add(pc.multiply(pc.second(a), 1000), pc.millisecond(a)), ${a})`,
    polars: ([a = py``]) => py`(${a}.dt.second().cast(pl.Int64) * 1000 + ${a}.dt.millisecond())`,
    pyspark: ([a = py``]) => py`F.pmod(F.unix_millis(${a}.cast("timestamp")), F.lit(60000))`,
  },
  examples: [
    { args: ["timestamp '2026-01-31 12:05:01.2345'"], result: '1234' },
    { args: ["timestamp '1969-12-31 23:59:59.9995'"], result: '59999' },
    { args: ["date '2026-01-01'"], result: '0' },
    { args: ['null'], result: null },
  ],
});

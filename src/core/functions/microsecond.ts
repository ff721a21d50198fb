import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'microsecond',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary:
    'Seconds and their fraction as microseconds of the minute, 0 to 59999999. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`CAST(microsecond(${a}) AS BIGINT)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.add(pc.add(pc.multiply(pc.second(a), 1000000), pc.multiply(pc.millisecond(a), 1000)), pc.microsecond(a)), ${a})`,
    polars: ([a = py``]) =>
      py`(${a}.dt.second().cast(pl.Int64) * 1_000_000 + ${a}.dt.microsecond())`,
    pyspark: ([a = py``]) => py`F.pmod(F.unix_micros(${a}.cast("timestamp")), F.lit(60000000))`,
  },
  examples: [
    { args: ["timestamp '2026-01-31 12:05:01.2345'"], result: '1234500' },
    { args: ["timestamp '1969-12-31 23:59:59.999999'"], result: '59999999' },
    { args: ['null'], result: null },
  ],
});

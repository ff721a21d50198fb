import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'epoch_us',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'Microseconds since 1970-01-01 00:00:00 UTC. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`epoch_us(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda a: a.cast(pa.int64()), ${a})`,
    polars: ([a = py``]) => py`${a}.dt.epoch("us")`,
    pyspark: ([a = py``]) => py`F.unix_micros(${a}.cast("timestamp"))`,
  },
  examples: [
    { args: ["timestamp '1970-01-01 00:00:01.5'"], result: '1500000' },
    { args: ["timestamp '1969-12-31 23:59:59.999999'"], result: '-1' },
    { args: ["date '9999-12-31'"], result: '253402214400000000' },
    { args: ['null'], result: null },
  ],
});

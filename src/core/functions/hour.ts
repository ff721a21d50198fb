import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'hour',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'The hour, 0 to 23. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`hour(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.hour, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.hour().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.hour(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["timestamp '2026-01-31 12:05:01'"], result: '12' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: '23' },
    { args: ['null'], result: null },
  ],
});

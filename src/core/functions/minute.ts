import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'minute',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'The minute, 0 to 59. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`minute(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.minute, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.minute().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.minute(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["timestamp '2026-01-31 12:05:01'"], result: '5' },
    { args: ['null'], result: null },
  ],
});

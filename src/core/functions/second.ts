import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'second',
  parameters: [{ name: 'value', kind: 'timestamp' }],
  result: () => int64,
  summary: 'The whole second, 0 to 59. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`second(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.second, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.second().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.second(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["timestamp '2026-01-31 12:05:01.9'"], result: '1' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: '59' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'month',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The month, 1 to 12. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`month(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.month, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.month().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.month(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-01-31'"], result: '1' },
    { args: ['null'], result: null },
  ],
});

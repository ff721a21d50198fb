import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'quarter',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The quarter, 1 to 4. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`quarter(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.quarter, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.quarter().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.quarter(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-05-31'"], result: '2' },
    { args: ['null'], result: null },
  ],
});

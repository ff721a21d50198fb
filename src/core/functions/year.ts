import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'year',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The year. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`year(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.year, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.year().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.year(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-01-31'"], result: '2026' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: '1969' },
    { args: ['null'], result: null },
  ],
});

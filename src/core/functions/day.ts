import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'day',
  aliases: ['dayofmonth'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The day of the month, 1 to 31. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`day(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.day, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.day().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.dayofmonth(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-01-31'"], result: '31' },
    { args: ['null'], result: null },
  ],
});

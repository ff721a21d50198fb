import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'weekday',
  aliases: ['isodow'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The day of the week, 1 is Monday and 7 Sunday. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`isodow(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.day_of_week, ${a}, count_from_zero=False)`,
    polars: ([a = py``]) => py`${a}.dt.weekday().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`(F.weekday(${a}) + 1).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-01-05'"], result: '1' },
    { args: ["date '2026-01-04'"], result: '7' },
    { args: ['null'], result: null },
  ],
});

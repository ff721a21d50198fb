import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'day_of_year',
  aliases: ['dayofyear'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The day of the year, 1 to 366. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`dayofyear(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.day_of_year, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.ordinal_day().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.dayofyear(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2024-12-31'"], result: '366' },
    { args: ['null'], result: null },
  ],
});

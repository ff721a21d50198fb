import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'week',
  aliases: ['weekofyear'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The ISO week, 1 to 53. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`week(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.iso_week, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.week().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.weekofyear(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2026-01-01'"], result: '1' },
    { args: ["date '2027-01-01'"], result: '53' },
    { args: ['null'], result: null },
  ],
});

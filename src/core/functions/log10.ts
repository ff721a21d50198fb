import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'log10',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => float64,
  summary: 'Logarithm to base 10; null, counted, for 0 and negatives. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`log10(CASE WHEN ${a} > 0 THEN ${a} END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.log10, ${a}.where(~(${a} <= 0)))`,
    polars: ([a = py``]) => py`pl.when(${a} > 0).then(${a}).log10()`,
    pyspark: ([a = py``]) => py`F.log10(F.when(${a} > 0, ${a}))`,
  },
  examples: [
    { args: ['1000'], result: '3.0' },
    { args: ['0'], result: null },
    { args: ["cast('inf' as float64)"], result: 'inf' },
    { args: ['null'], result: null },
  ],
});

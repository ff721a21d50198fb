import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'ln',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => float64,
  summary: 'Natural logarithm; null, counted, for 0 and negatives. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`ln(CASE WHEN ${a} > 0 THEN ${a} END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.ln, ${a}.where(~(${a} <= 0)))`,
    polars: ([a = py``]) => py`pl.when(${a} > 0).then(${a}).log()`,
    pyspark: ([a = py``]) => py`F.ln(F.when(${a} > 0, ${a}))`,
  },
  examples: [
    { args: ['1'], result: '0.0' },
    { args: ['2.718281828459045e0'], result: '1.0' },
    { args: ['0'], result: null },
    { args: ['-1'], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'sqrt',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => float64,
  summary: 'Square root; null, counted, for negatives. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`sqrt(CASE WHEN ${a} >= 0 THEN ${a} END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.sqrt, ${a}.where(~(${a} < 0)))`,
    polars: ([a = py``]) => py`pl.when(${a} >= 0).then(${a}).sqrt()`,
    pyspark: ([a = py``]) => py`F.sqrt(F.when(${a} >= 0, ${a}))`,
  },
  examples: [
    { args: ['9'], result: '3.0' },
    { args: ['-1'], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'cos',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => float64,
  summary: 'Cosine of an angle in radians; null, counted, for infinities. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`cos(CASE WHEN NOT isinf(${a}) THEN ${a} END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.cos, ${a}.where(${a}.abs() != float("inf")))`,
    polars: ([a = py``]) => py`pl.when(~${a}.is_infinite()).then(${a}).cos()`,
    pyspark: ([a = py``]) => py`F.cos(F.when(F.abs(${a}) != float("inf"), ${a}))`,
  },
  examples: [
    { args: ['0'], result: '1.0' },
    { args: ['1'], result: '0.5403023058681398' },
    { args: ['-1e0'], result: '0.5403023058681398' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ["cast('-inf' as float64)"], result: null },
    { args: ['null'], result: null },
  ],
});

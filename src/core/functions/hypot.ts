import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'hypot',
  parameters: [
    { name: 'x', kind: 'float' },
    { name: 'y', kind: 'float' },
  ],
  result: () => float64,
  summary: 'The length √(x² + y²); infinity where x² + y² is too large, NaN where one of them is.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`sqrt(${a} * ${a} + ${b} * ${b})`,
    pandas: ([a = py``, b = py``], _, scope) => {
      const square = py`lambda x, y: pc.sqrt(pc.add(pc.multiply(x, x), pc.multiply(y, y)))`;
      return py`${useHelper(scope, compute)}(${square}, ${a}, ${b})`;
    },
    polars: ([a = py``, b = py``]) => py`(${a} * ${a} + ${b} * ${b}).sqrt()`,
    pyspark: ([a = py``, b = py``]) => py`F.sqrt(${a} * ${a} + ${b} * ${b})`,
  },
  examples: [
    { args: ['3', '4'], result: '5.0' },
    { args: ['-1', '0'], result: '1.0' },
    { args: ["cast('-inf' as float64)", '1'], result: 'inf' },
    { args: ["cast('inf' as float64)", "cast('nan' as float64)"], result: 'nan' },
    { args: ['1', 'null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'atan2',
  parameters: [
    { name: 'y', kind: 'float' },
    { name: 'x', kind: 'float' },
  ],
  result: () => float64,
  summary: 'Angle in radians, from -π to π, of the point (x, y); 0 for (0, 0).',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`atan2(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.atan2, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`pl.arctan2(${a}, ${b})`,
    pyspark: ([a = py``, b = py``]) => py`F.atan2(${a}, ${b})`,
  },
  examples: [
    { args: ['1', '1'], result: '0.7853981633974483' },
    { args: ['1', '-1'], result: '2.356194490192345' },
    { args: ['-1', '0'], result: '-1.5707963267948966' },
    { args: ['0', '0'], result: '0.0' },
    { args: ["cast('inf' as float64)", '1'], result: '1.5707963267948966' },
    { args: ["cast('nan' as float64)", '1'], result: 'nan' },
    { args: ['1', 'null'], result: null },
  ],
});

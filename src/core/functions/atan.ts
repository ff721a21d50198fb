import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'atan',
  summary: 'Angle in radians, from -π/2 to π/2, whose tangent the value is.',
  duckdb: (a) => sql`atan(${a})`,
  pandas: py`pc.atan`,
  polars: (a) => py`${a}.arctan()`,
  pyspark: (a) => py`F.atan(${a})`,
  examples: [
    { args: ['1'], result: '0.7853981633974483' },
    { args: ["cast('-inf' as float64)"], result: '-1.5707963267948966' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

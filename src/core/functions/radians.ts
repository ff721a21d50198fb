import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'radians',
  summary: 'An angle in degrees as radians: x·π/180.',
  duckdb: (a) => sql`radians(${a})`,
  pandas: py`np.radians`,
  polars: (a) => py`${a}.radians()`,
  pyspark: (a) => py`F.radians(${a})`,
  examples: [
    { args: ['180'], result: '3.141592653589793' },
    { args: ['-90.0'], result: '-1.5707963267948966' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

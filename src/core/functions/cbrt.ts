import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'cbrt',
  summary: 'Cube root, also of negatives.',
  duckdb: (a) => sql`cbrt(${a})`,
  pandas: py`np.cbrt`,
  polars: (a) => py`${a}.cbrt()`,
  pyspark: (a) => py`F.cbrt(${a})`,
  examples: [
    { args: ['27'], result: '3.0' },
    { args: ['-8'], result: '-2.0' },
    { args: ["cast('-inf' as float64)"], result: '-inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

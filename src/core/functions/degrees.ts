import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'degrees',
  summary: 'An angle in radians as degrees: x·180/π.',
  duckdb: (a) => sql`degrees(${a})`,
  pandas: py`np.degrees`,
  polars: (a) => py`${a}.degrees()`,
  pyspark: (a) => py`F.degrees(${a})`,
  examples: [
    { args: ['3.141592653589793e0'], result: '180.0' },
    { args: ["cast('-inf' as float64)"], result: '-inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

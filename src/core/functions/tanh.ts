import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'tanh',
  summary: 'Hyperbolic tangent, from -1 to 1.',
  duckdb: (a) => sql`tanh(${a})`,
  pandas: py`np.tanh`,
  polars: (a) => py`${a}.tanh()`,
  pyspark: (a) => py`F.tanh(${a})`,
  examples: [
    { args: ['1'], result: '0.7615941559557649' },
    { args: ["cast('-inf' as float64)"], result: '-1.0' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

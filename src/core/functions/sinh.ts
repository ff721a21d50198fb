import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'sinh',
  summary: 'Hyperbolic sine; infinity where it is too large.',
  duckdb: (a) => sql`sinh(${a})`,
  pandas: py`np.sinh`,
  polars: (a) => py`${a}.sinh()`,
  pyspark: (a) => py`F.sinh(${a})`,
  examples: [
    { args: ['1'], result: '1.1752011936438014' },
    { args: ['-1000'], result: '-inf' },
    { args: ["cast('inf' as float64)"], result: 'inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'cosh',
  summary: 'Hyperbolic cosine; infinity where it is too large.',
  duckdb: (a) => sql`cosh(${a})`,
  pandas: py`np.cosh`,
  polars: (a) => py`${a}.cosh()`,
  pyspark: (a) => py`F.cosh(${a})`,
  examples: [
    { args: ['0'], result: '1.0' },
    { args: ['1'], result: '1.5430806348152437' },
    { args: ['-1000'], result: 'inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { above } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'log2',
  summary: 'Logarithm to base 2; null, counted, for 0 and negatives. NaN stays NaN.',
  domain: above(0),
  duckdb: (a) => sql`log2(${a})`,
  pandas: py`pc.log2`,
  polars: (a) => py`${a}.log(2)`,
  pyspark: (a) => py`F.log2(${a})`,
  examples: [
    { args: ['8'], result: '3.0' },
    { args: ['0.5e0'], result: '-1.0' },
    { args: ['0'], result: null },
    { args: ['-1'], result: null },
    { args: ["cast('inf' as float64)"], result: 'inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

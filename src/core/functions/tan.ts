import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { finite } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'tan',
  summary: 'Tangent of an angle in radians; null, counted, for infinities. NaN stays NaN.',
  domain: finite,
  duckdb: (a) => sql`tan(${a})`,
  pandas: py`pc.tan`,
  polars: (a) => py`${a}.tan()`,
  pyspark: (a) => py`F.tan(${a})`,
  examples: [
    { args: ['0'], result: '0.0' },
    { args: ['0.7853981633974483e0'], result: '1.0' },
    { args: ["cast('inf' as float64)"], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

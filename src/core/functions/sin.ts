import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { finite } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'sin',
  summary: 'Sine of an angle in radians; null, counted, for infinities. NaN stays NaN.',
  domain: finite,
  duckdb: (a) => sql`sin(${a})`,
  pandas: py`pc.sin`,
  polars: (a) => py`${a}.sin()`,
  pyspark: (a) => py`F.sin(${a})`,
  examples: [
    { args: ['0'], result: '0.0' },
    { args: ['1.5707963267948966e0'], result: '1.0' },
    { args: ['-0.5e0'], result: '-0.479425538604203' },
    { args: ["cast('inf' as float64)"], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

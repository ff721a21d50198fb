import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { unitInterval } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'asin',
  summary:
    'Angle in radians, from -π/2 to π/2, whose sine the value is; null, counted, outside -1 to 1. NaN stays NaN.',
  domain: unitInterval,
  duckdb: (a) => sql`asin(${a})`,
  pandas: py`pc.asin`,
  polars: (a) => py`${a}.arcsin()`,
  pyspark: (a) => py`F.asin(${a})`,
  examples: [
    { args: ['1'], result: '1.5707963267948966' },
    { args: ['-0.5e0'], result: '-0.5235987755982989' },
    { args: ['1.5e0'], result: null },
    { args: ["cast('inf' as float64)"], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

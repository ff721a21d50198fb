import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { unitInterval } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'acos',
  summary:
    'Angle in radians, from 0 to π, whose cosine the value is; null, counted, outside -1 to 1. NaN stays NaN.',
  domain: unitInterval,
  duckdb: (a) => sql`acos(${a})`,
  pandas: py`pc.acos`,
  polars: (a) => py`${a}.arccos()`,
  pyspark: (a) => py`F.acos(${a})`,
  examples: [
    { args: ['1'], result: '0.0' },
    { args: ['-1'], result: '3.141592653589793' },
    { args: ['-2'], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { finite } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'cos',
  summary: 'Cosine of an angle in radians; null, counted, for infinities. NaN stays NaN.',
  domain: finite,
  duckdb: (a) => sql`cos(${a})`,
  pandas: py`pc.cos`,
  polars: (a) => py`${a}.cos()`,
  pyspark: (a) => py`F.cos(${a})`,
  examples: [
    { args: ['0'], result: '1.0' },
    { args: ['3.141592653589793e0'], result: '-1.0' },
    { args: ["cast('-inf' as float64)"], result: null },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { above } from '../expression/domain.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'log1p',
  summary: 'ln(1 + x), exact for small x too; null, counted, for -1 and below. NaN stays NaN.',
  domain: above(-1),
  duckdb: (a) =>
    sql`(CASE WHEN abs(${a}) < 0.5 THEN 2 * atanh(${a} / (2 + ${a})) ELSE ln(1 + ${a}) END)`,
  pandas: py`pc.log1p`,
  polars: (a) => py`${a}.log1p()`,
  pyspark: (a) => py`F.log1p(${a})`,
  examples: [
    { args: ['0'], result: '0.0' },
    { args: ['1.718281828459045e0'], result: '1.0' },
    { args: ['-0.75e0'], result: '-1.3862943611198906' },
    { args: ['0.25e0'], result: '0.22314355131420976' },
    { args: ['-1'], result: null },
    { args: ['-3'], result: null },
    { args: ["cast('inf' as float64)"], result: 'inf' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { floatFunction } from './floatFunction.ts';

export default floatFunction({
  name: 'expm1',
  summary: 'e to the power of x, less 1, exact for small x too; infinity where it is too large.',
  duckdb: (a) =>
    sql`(CASE WHEN abs(${a}) < 1 THEN 2 * exp(${a} / 2) * sinh(${a} / 2) ELSE exp(${a}) - 1 END)`,
  pandas: py`np.expm1`,
  polars: (a) =>
    py`pl.when(${a}.abs() < 1).then(2 * (${a} / 2).exp() * (${a} / 2).sinh()).otherwise(${a}.exp() - 1)`,
  pyspark: (a) => py`F.expm1(${a})`,
  examples: [
    { args: ['0'], result: '0.0' },
    { args: ['1'], result: '1.718281828459045' },
    { args: ['0.5e0'], result: '0.6487212707001282' },
    { args: ['1000'], result: 'inf' },
    { args: ["cast('-inf' as float64)"], result: '-1.0' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

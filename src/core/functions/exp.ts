import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'exp',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => float64,
  summary: 'e to the power of the value; infinity where it is too large.',
  emit: {
    duckdb: ([a = sql``]) => sql`exp(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.exp, ${a})`,
    polars: ([a = py``]) => py`${a}.exp()`,
    pyspark: ([a = py``]) => py`F.exp(${a})`,
  },
  examples: [
    { args: ['0'], result: '1.0' },
    { args: ['1'], result: '2.718281828459045' },
    { args: ['1000'], result: 'inf' },
    { args: ["cast('-inf' as float64)"], result: '0.0' },
    { args: ['null'], result: null },
  ],
});

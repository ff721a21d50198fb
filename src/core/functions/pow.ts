import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'pow',
  aliases: ['power'],
  parameters: [
    { name: 'base', kind: 'float' },
    { name: 'exponent', kind: 'float' },
  ],
  result: () => float64,
  summary:
    '`base` to the power of `exponent`, by IEEE 754: a root of a negative is NaN, 0 to a negative power infinity, anything to the power 0 is 1.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`pow(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.power, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`${a}.pow(${b})`,
    pyspark: ([a = py``, b = py``]) => py`F.pow(${a}, ${b})`,
  },
  examples: [
    { args: ['2', '10'], result: '1024.0' },
    { args: ['-1', '0.5e0'], result: 'nan' },
    { args: ['0', '-1'], result: 'inf' },
    { args: ["cast('nan' as float64)", '0'], result: '1.0' },
    { args: ['null', '2'], result: null },
  ],
});

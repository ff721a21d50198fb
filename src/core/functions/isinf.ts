import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'isinf',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => boolean,
  summary: 'True for infinity, of either sign. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`isinf(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.is_inf, ${a})`,
    polars: ([a = py``]) => py`${a}.is_infinite()`,
    pyspark: ([a = py``]) => py`F.when(${a}.isNotNull(), (F.abs(${a}) == float("inf")))`,
  },
  examples: [
    { args: ["cast('-inf' as float64)"], result: 'true' },
    { args: ["cast('nan' as float64)"], result: 'false' },
    { args: ['1'], result: 'false' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'isnan',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => boolean,
  summary: 'True for NaN. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`isnan(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.is_nan, ${a})`,
    polars: ([a = py``]) => py`${a}.is_nan()`,
    pyspark: ([a = py``]) => py`F.when(${a}.isNotNull(), F.isnan(${a}))`,
  },
  examples: [
    { args: ["cast('nan' as float64)"], result: 'true' },
    { args: ['1e0'], result: 'false' },
    { args: ['null'], result: null },
  ],
});

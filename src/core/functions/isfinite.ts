import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'isfinite',
  parameters: [{ name: 'value', kind: 'float' }],
  result: () => boolean,
  summary: 'True for neither NaN nor infinity. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`isfinite(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.is_finite, ${a})`,
    polars: ([a = py``]) => py`${a}.is_finite()`,
    pyspark: ([a = py``]) => py`F.when(${a}.isNotNull(), (F.abs(${a}) < float("inf")))`,
  },
  examples: [
    { args: ['1'], result: 'true' },
    { args: ["cast('inf' as float64)"], result: 'false' },
    { args: ["cast('nan' as float64)"], result: 'false' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'bit_and',
  parameters: [
    { name: 'a', kind: 'integer' },
    { name: 'b', kind: 'integer' },
  ],
  result: () => int64,
  summary: 'Bits that are 1 in both integers, as 64-bit two’s complement. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`(${a} & ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.bit_wise_and, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`(${a} & ${b})`,
    pyspark: ([a = py``, b = py``]) => py`${a}.bitwiseAND(${b})`,
  },
  examples: [
    { args: ['12', '10'], result: '8' },
    { args: ['-1', '255'], result: '255' },
    { args: ['-9223372036854775808', '9223372036854775807'], result: '0' },
    { args: ['5', 'cast(null as int64)'], result: null },
  ],
});

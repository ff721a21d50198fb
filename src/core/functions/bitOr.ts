import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'bit_or',
  parameters: [
    { name: 'a', kind: 'integer' },
    { name: 'b', kind: 'integer' },
  ],
  result: () => int64,
  summary:
    'Bits that are 1 in one of the integers or both, as 64-bit two’s complement. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`(${a} | ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.bit_wise_or, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`(${a} | ${b})`,
    pyspark: ([a = py``, b = py``]) => py`${a}.bitwiseOR(${b})`,
  },
  examples: [
    { args: ['12', '10'], result: '14' },
    { args: ['-1', '255'], result: '-1' },
    { args: ['-9223372036854775808', '9223372036854775807'], result: '-1' },
    { args: ['5', 'cast(null as int64)'], result: null },
  ],
});

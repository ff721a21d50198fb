import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { fitting } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'lcm',
  parameters: [
    { name: 'a', kind: 'integer' },
    { name: 'b', kind: 'integer' },
  ],
  result: () => int64,
  summary:
    'Least common multiple of two integers, never negative; 0 where one of them is 0. Null, counted, where it does not fit into int64.',
  fails: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`TRY_CAST(lcm(${a}::HUGEINT, ${b}::HUGEINT) AS BIGINT)`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, fitting)}(math.lcm), pa.int64(), ${a}, ${b})`,
    polars: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, fitting)}(math.lcm), pl.Int64, ${a}, ${b})`,
    pyspark: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, fitting)}(math.lcm), "bigint", ${a}, ${b})`,
  },
  examples: [
    { args: ['4', '6'], result: '12' },
    { args: ['-4', '6'], result: '12' },
    { args: ['0', '5'], result: '0' },
    { args: ['0', '0'], result: '0' },
    { args: ['9223372036854775807', '2'], result: null },
    { args: ['cast(null as int64)', '3'], result: null },
  ],
});

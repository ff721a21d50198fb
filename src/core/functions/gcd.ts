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
  name: 'gcd',
  parameters: [
    { name: 'a', kind: 'integer' },
    { name: 'b', kind: 'integer' },
  ],
  result: () => int64,
  summary:
    'Greatest common divisor of two integers, never negative; gcd(0, 0) is 0. Null, counted, where it does not fit: 2⁶³.',
  fails: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`TRY_CAST(gcd(${a}::HUGEINT, ${b}::HUGEINT) AS BIGINT)`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, fitting)}(math.gcd), pa.int64(), ${a}, ${b})`,
    polars: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, fitting)}(math.gcd), pl.Int64, ${a}, ${b})`,
    pyspark: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, fitting)}(math.gcd), "bigint", ${a}, ${b})`,
  },
  examples: [
    { args: ['12', '18'], result: '6' },
    { args: ['-4', '6'], result: '2' },
    { args: ['0', '0'], result: '0' },
    { args: ['0', '-7'], result: '7' },
    { args: ['-9223372036854775808', '0'], result: null },
    { args: ['cast(null as int64)', '3'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { factorials } from '../expression/functionHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'factorial',
  parameters: [{ name: 'n', kind: 'integer' }],
  result: () => int64,
  summary:
    '1 · 2 · … · n for n from 0 to 20; null, counted, outside, where it does not fit into int64.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) =>
      sql`CAST(factorial(CASE WHEN ${a} BETWEEN 0 AND 20 THEN ${a} END::INTEGER) AS BIGINT)`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import math');
      return py`${useHelper(scope, each)}(math.factorial, pa.int64(), ${a}.where((${a} >= 0) & (${a} <= 20)))`;
    },
    polars: ([a = py``], _, scope) =>
      py`${a}.replace_strict(${useHelper(scope, factorials)}(), default=None, return_dtype=pl.Int64)`,
    pyspark: ([a = py``]) => py`F.factorial(F.when(${a}.between(0, 20), ${a}).cast("int"))`,
  },
  examples: [
    { args: ['0'], result: '1' },
    { args: ['5'], result: '120' },
    { args: ['20'], result: '2432902008176640000' },
    { args: ['21'], result: null },
    { args: ['-1'], result: null },
    { args: ['cast(null as int64)'], result: null },
  ],
});

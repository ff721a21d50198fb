import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { differingBytes } from '../expression/codecHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'hamming',
  aliases: ['mismatches'],
  parameters: [
    { name: 'a', kind: 'text' },
    { name: 'b', kind: 'text' },
  ],
  result: () => int64,
  summary:
    'At how many places the UTF-8 bytes of two texts differ; null, counted, where one text has more bytes than the other. Null if either is.',
  fails: true,
  repeats: true,
  emit: {
    // DuckDB refuses empty texts.
    duckdb: ([a = sql``, b = sql``]) =>
      sql`(CASE WHEN ${a} = ${b} THEN 0 WHEN strlen(${a}) = strlen(${b}) THEN hamming(${a}, ${b}) END)`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, differingBytes)}, pa.int64(), ${a}, ${b})`,
    polars: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, differingBytes)}, pl.Int64, ${a}, ${b})`,
    pyspark: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, differingBytes)}, "bigint", ${a}, ${b})`,
  },
  examples: [
    { args: ["'karolin'", "'kathrin'"], result: '3' },
    { args: ["'a'", "'A'"], result: '1' },
    { args: ["''", "''"], result: '0' },
    { args: ["'é'", "'è'"], result: '1' },
    { args: ["'ab'", "'abc'"], result: null },
    { args: ["'é'", "'e'"], result: null },
    { args: ['null', "'a'"], result: null },
  ],
});

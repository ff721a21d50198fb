import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { editDistance } from '../expression/codecHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

/** A text of one character for each UTF-8 byte, as Spark counts characters. */
function bytes(text: Py): Py {
  return py`F.decode(F.encode(${text}, "UTF-8"), "ISO-8859-1")`;
}

export default defineFunction({
  name: 'levenshtein',
  aliases: ['editdist3'],
  parameters: [
    { name: 'a', kind: 'text' },
    { name: 'b', kind: 'text' },
  ],
  result: () => int64,
  summary:
    'The fewest single bytes (of UTF-8) to insert, delete or replace so that one text becomes the other: é counts as two. Null if either is.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`levenshtein(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, editDistance)}, pa.int64(), ${a}, ${b})`,
    polars: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, editDistance)}, pl.Int64, ${a}, ${b})`,
    pyspark: ([a = py``, b = py``]) => py`F.levenshtein(${bytes(a)}, ${bytes(b)}).cast("bigint")`,
  },
  examples: [
    { args: ["'kitten'", "'sitting'"], result: '3' },
    { args: ["'flaw'", "'lawn'"], result: '2' },
    { args: ["''", "'abc'"], result: '3' },
    { args: ["'abc'", "''"], result: '3' },
    { args: ["''", "''"], result: '0' },
    { args: ["'café'", "'cafe'"], result: '2' },
    { args: ["'🚀'", "''"], result: '4' },
    { args: ["'a'", 'null'], result: null },
  ],
});

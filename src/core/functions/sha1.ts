import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'sha1',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The SHA-1 of the text’s UTF-8 bytes as 40 hexadecimal digits; it tells texts apart but keeps no secrets. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`sha1(${a})`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, pandasEach)}(lambda v: hashlib.sha1(v.encode()).hexdigest(), pa.string(), ${a})`;
    },
    polars: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, polarsEach)}(lambda v: hashlib.sha1(v.encode()).hexdigest(), pl.String, ${a})`;
    },
    pyspark: ([a = py``]) => py`F.sha1(${a})`,
  },
  // FIPS 180-2, A.1; the others by sha1sum.
  examples: [
    { args: ["'abc'"], result: 'a9993e364706816aba3e25717850c26c9cd0d89d' },
    { args: ["''"], result: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    { args: ["'é🚀'"], result: 'ebd696193c21f980afdbc0291f50e75d2c93207c' },
    { args: ['null'], result: null },
  ],
});

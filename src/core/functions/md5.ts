import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'md5',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The MD5 of the text’s UTF-8 bytes as 32 hexadecimal digits; it tells texts apart but keeps no secrets. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`md5(${a})`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, pandasEach)}(lambda v: hashlib.md5(v.encode()).hexdigest(), pa.string(), ${a})`;
    },
    polars: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, polarsEach)}(lambda v: hashlib.md5(v.encode()).hexdigest(), pl.String, ${a})`;
    },
    pyspark: ([a = py``]) => py`F.md5(${a})`,
  },
  // RFC 1321, A.5; the last ones by md5sum.
  examples: [
    { args: ["'abc'"], result: '900150983cd24fb0d6963f7d28e17f72' },
    { args: ["''"], result: 'd41d8cd98f00b204e9800998ecf8427e' },
    { args: ["'é🚀'"], result: '925c85704f1bcf4f89123f0d0b166867' },
    { args: ['null'], result: null },
  ],
});

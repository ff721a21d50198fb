import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'nfc_normalize',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The text in Unicode’s form NFC: a letter and the accent that combines with it become one code point where there is one. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`nfc_normalize(${a})`,
    // Arrow's own function leaves texts decomposed in older versions.
    pandas: ([a = py``], _, scope) => {
      scope.import('import unicodedata');
      return py`${useHelper(scope, pandasEach)}(lambda v: unicodedata.normalize("NFC", v), pa.string(), ${a})`;
    },
    polars: ([a = py``]) => py`${a}.str.normalize("NFC")`,
    pyspark: ([a = py``], _, scope) => {
      scope.import('import unicodedata');
      return py`${useHelper(scope, pysparkEach)}(lambda v: unicodedata.normalize("NFC", v), "string", ${a})`;
    },
  },
  examples: [
    { args: ["'e\u0301'"], result: 'é' },
    { args: ["'한'"], result: '한' },
    { args: ["'ﬁ Å'"], result: 'ﬁ Å' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

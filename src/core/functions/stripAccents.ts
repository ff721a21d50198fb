import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { withoutMarks } from '../expression/functionHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'strip_accents',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'Letters without their accents and other combining marks, composed (NFC): `é` becomes `e`. Letters of their own such as `ø`, `ł` and `ß` stay. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`strip_accents(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, withoutMarks)}, pa.string(), ${a})`,
    polars: ([a = py``]) =>
      py`${a}.str.normalize("NFD").str.replace_all(r"\\p{M}", "").str.normalize("NFC")`,
    pyspark: ([a = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, withoutMarks)}, "string", ${a})`,
  },
  examples: [
    { args: ["'Crème Brûlée Ñ'"], result: 'Creme Brulee N' },
    { args: ["'e\u0301'"], result: 'e' },
    { args: ["'øłß ﬁ 한 Ǆ'"], result: 'øłß ﬁ 한 Ǆ' },
    { args: ["'ệ'"], result: 'e' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

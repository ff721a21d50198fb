import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { swappedCase as pandasSwapped } from '../expression/pandasTextHelpers.ts';
import { swappedCase as polarsSwapped } from '../expression/polarsTextHelpers.ts';
import { swappedCase as pysparkSwapped } from '../expression/pysparkTextHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'swapcase',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'Capitals become small letters and small letters capitals, each code point by itself as `lower` and `upper` have them. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) =>
      sql`array_to_string(list_transform(regexp_extract_all(${a}, '(?s).'), lambda c: CASE WHEN c = lower(c) THEN upper(c) ELSE lower(c) END), '')`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, pandasSwapped)}, pa.string(), ${a})`,
    polars: ([a = py``], _, scope) => py`${useHelper(scope, polarsSwapped)}(${a})`,
    pyspark: ([a = py``], _, scope) => py`${useHelper(scope, pysparkSwapped)}(${a})`,
  },
  examples: [
    { args: ["'aBc Éé 1'"], result: 'AbC éÉ 1' },
    { args: ["'ßẞ ΣΑσ ﬁ'"], result: 'ẞß σαΣ ﬁ' },
    { args: ["'a\n🚀B'"], result: 'A\n🚀b' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { upperCase as polarsUpper } from '../expression/polarsHelpers.ts';
import { upperCase as pysparkUpper } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'upper',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'Capital letters, each code point by itself: `ß` becomes `ẞ`, letters whose capital is several letters (`ﬁ`) stay. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`upper(${a})`,
    pandas: ([a = py``]) => py`${a}.str.upper()`,
    polars: ([a = py``], _, scope) => py`${useHelper(scope, polarsUpper)}(${a})`,
    pyspark: ([a = py``], _, scope) => py`${useHelper(scope, pysparkUpper)}(${a})`,
  },
  examples: [
    { args: ["'abc ä'"], result: 'ABC Ä' },
    { args: ["'straße ﬁ ŉ'"], result: 'STRAẞE ﬁ ŉ' },
    { args: ['null'], result: null },
  ],
});

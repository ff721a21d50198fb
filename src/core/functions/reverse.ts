import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'reverse',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The code points from the last to the first (not by what is seen as one letter: an accent that combines moves away from its letter). Null gives null.',
  emit: {
    duckdb: ([a = sql``]) =>
      sql`array_to_string(list_reverse(regexp_extract_all(${a}, '(?s).')), '')`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.utf8_reverse, ${a})`,
    polars: ([a = py``]) => py`${a}.str.extract_all("(?s).").list.reverse().list.join("")`,
    pyspark: ([a = py``]) => py`F.reverse(${a})`,
  },
  examples: [
    { args: ["'aé🚀'"], result: '🚀éa' },
    { args: ["'a\nb'"], result: 'b\na' },
    { args: ["'🤦🏼'"], result: '🏼🤦' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

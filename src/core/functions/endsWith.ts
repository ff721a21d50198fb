import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'ends_with',
  aliases: ['suffix'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'part', kind: 'text' },
  ],
  result: () => boolean,
  summary:
    'True if `value` ends with `part`, compared exactly; every text ends with the empty text. Null if either is.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`ends_with(${a}, ${b})`,
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const [, part] = args;
      return part?.kind === 'literal' && part.value.kind === 'text'
        ? py`${a}.str.endswith(${pyLit(part.value.value)})`
        : py`${useHelper(scope, pandasEach)}(lambda text, part: text.endswith(part), pa.bool_(), ${a}, ${b})`;
    },
    polars: ([a = py``, b = py``]) => py`${a}.str.ends_with(${b})`,
    pyspark: ([a = py``, b = py``]) => py`${a}.endswith(${b})`,
  },
  examples: [
    { args: ["'abc'", "'bc'"], result: 'true' },
    { args: ["'abc'", "'b'"], result: 'false' },
    { args: ['null', "'a'"], result: null },
  ],
});

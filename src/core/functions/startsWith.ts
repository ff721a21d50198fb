import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'starts_with',
  aliases: ['prefix'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'part', kind: 'text' },
  ],
  result: () => boolean,
  summary:
    'True if `value` begins with `part`, compared exactly; every text begins with the empty text. Null if either is.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`starts_with(${a}, ${b})`,
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const [, part] = args;
      return part?.kind === 'literal' && part.value.kind === 'text'
        ? py`${a}.str.startswith(${pyLit(part.value.value)})`
        : py`${useHelper(scope, pandasEach)}(lambda text, part: text.startswith(part), pa.bool_(), ${a}, ${b})`;
    },
    polars: ([a = py``, b = py``]) => py`${a}.str.starts_with(${b})`,
    pyspark: ([a = py``, b = py``]) => py`${a}.startswith(${b})`,
  },
  examples: [
    { args: ["'abc'", "'ab'"], result: 'true' },
    { args: ["'abc'", "'b'"], result: 'false' },
    { args: ['null', "'a'"], result: null },
  ],
});

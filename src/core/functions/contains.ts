import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'contains',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'part', kind: 'text' },
  ],
  result: () => boolean,
  summary:
    'True if `value` contains `part`, compared exactly; every text contains the empty text. Null if either is.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`contains(${a}, ${b})`,
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const [, part] = args;
      return part?.kind === 'literal' && part.value.kind === 'text'
        ? py`${a}.str.contains(${pyLit(part.value.value)}, regex=False)`
        : py`${useHelper(scope, pandasEach)}(lambda text, part: part in text, pa.bool_(), ${a}, ${b})`;
    },
    polars: ([a = py``, b = py``]) => py`${a}.str.contains(${b}, literal=True)`,
    pyspark: ([a = py``, b = py``]) => py`${a}.contains(${b})`,
  },
  examples: [
    { args: ["'abc'", "'bc'"], result: 'true' },
    { args: ["'a.c'", "'.'"], result: 'true' },
    { args: ["'abc'", "'.'"], result: 'false' },
    { args: ["'abc'", "''"], result: 'true' },
    { args: ['null', "'a'"], result: null },
    { args: ["'a'", 'null'], result: null },
  ],
});

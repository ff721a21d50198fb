import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'replace',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'search', kind: 'text', must: 'literal' },
    { name: 'replacement', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'search');
  },
  summary: 'Every `search` (not empty, compared exactly) replaced. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`replace(${a}, ${b}, ${c})`,
    pandas: ([a = py``, b = py``, c = py``]) => py`${a}.str.replace(${b}, ${c}, regex=False)`,
    polars: ([a = py``, b = py``, c = py``]) => py`${a}.str.replace_all(${b}, ${c}, literal=True)`,
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.replace(${a}, F.lit(${b}), F.lit(${c}))`,
  },
  examples: [
    { args: ["'abab'", "'b'", "'x.'"], result: 'ax.ax.' },
    { args: ["'a.c'", "'.'", "''"], result: 'ac' },
    { args: ["'a$1'", "'a'", "'$1'"], result: '$1$1' },
    { args: ['null', "'a'", "'b'"], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween, expectFilled, literalInteger } from '../expression/literalArgument.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'split_part',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'separator', kind: 'text', must: 'literal' },
    { name: 'index', kind: 'integer', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'separator');
    expectBetween(args[2], 'index', 1, 1000);
  },
  summary:
    'The part number `index` (from 1) between separators; empty if there are fewer. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`split_part(${a}, ${b}, ${c})`,
    pandas: ([a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: (v.split(${b}) + [""] * ${pyLit(literalInteger(args[2], 1))})[${pyLit(literalInteger(args[2], 1) - 1)}], pa.string(), ${a})`,
    polars: ([a = py``, b = py``], { args }) => {
      const part = py`${a}.str.split(${b}).list.get(${pyLit(literalInteger(args[2], 1) - 1)}, null_on_oob=True)`;
      return py`pl.when(${a}.is_not_null()).then(${part}.fill_null(""))`;
    },
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.split_part(${a}, F.lit(${b}), F.lit(${c}))`,
  },
  examples: [
    { args: ["'a,b,c'", "','", '2'], result: 'b' },
    { args: ["'a,b'", "','", '3'], result: '' },
    { args: ["'a'", "','", '1'], result: 'a' },
    { args: ['null', "','", '1'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { listItem } from '../expression/listHelpers.ts';
import { expectBetween, literalInteger } from '../expression/literalArgument.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_extract',
  aliases: ['list_element', 'array_extract', 'element_at'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'index', kind: 'integer', must: 'literal' },
  ],
  result: ([a]) => (a?.type.kind === 'list' ? a.type.item : text),
  check: (args) => {
    expectBetween(args[1], 'index', 1, 1_000_000);
  },
  summary:
    'The item at a place of the list, counted from 1; null where the list is shorter or null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`list_extract(${a}, ${b})`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, listItem)}(${a}, ${pyLit(literalInteger(args[1], 1) - 1)})`,
    polars: ([a = py``], { args }) =>
      py`${a}.list.get(${pyLit(literalInteger(args[1], 1) - 1)}, null_on_oob=True)`,
    pyspark: ([a = py``], { args }) =>
      py`F.get(${a}, F.lit(${pyLit(literalInteger(args[1], 1) - 1)}))`,
  },
  examples: [
    { args: ["string_split('a,b', ',')", '1'], result: 'a' },
    { args: ["string_split('a,b', ',')", '3'], result: null },
    { args: ['list_value(5, null)', '2'], result: null },
    { args: ['list_value(5, 6)', '2'], result: '6' },
  ],
});

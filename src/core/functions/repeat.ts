import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween } from '../expression/literalArgument.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'repeat',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'count', kind: 'integer', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'count', 1, 10_000);
  },
  summary: 'The text `count` times (1 to 10,000), one after another. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`repeat(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.binary_repeat, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`${a}.repeat_by(${b}).list.join("", ignore_nulls=False)`,
    pyspark: ([a = py``, b = py``]) => py`F.repeat(${a}, ${b})`,
  },
  examples: [
    { args: ["'ab'", '3'], result: 'ababab' },
    { args: ["'🚀'", '1'], result: '🚀' },
    { args: ["''", '2'], result: '' },
    { args: ['null', '2'], result: null },
  ],
});

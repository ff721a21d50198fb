import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectBetween, literalInteger } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'left',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'count', kind: 'integer', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'count', -1e6, 1e6);
  },
  summary:
    'The first `count` code points; with a negative count all but the last so many. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`left(${a}, ${b})`,
    pandas: ([a = py``, b = py``]) => py`${a}.str.slice(0, ${b})`,
    polars: ([a = py``, b = py``]) => py`${a}.str.head(${b})`,
    pyspark: ([a = py``, b = py``], { args }) => {
      const count = literalInteger(args[1], 0);
      if (count >= 0) return py`F.substring(${a}, 1, ${b})`;
      return py`${a}.substr(F.lit(1), F.length(${a}) - ${pyLit(-count)})`;
    },
  },
  examples: [
    { args: ["'héllo'", '2'], result: 'hé' },
    { args: ["'🚀b'", '1'], result: '🚀' },
    { args: ["'ab'", '5'], result: 'ab' },
    { args: ["'ab'", '0'], result: '' },
    { args: ["'🚀bc'", '-1'], result: '🚀b' },
    { args: ["'ab'", '-3'], result: '' },
    { args: ['null', '1'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectBetween, literalInteger } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'right',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'count', kind: 'integer', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'count', -1e6, 1e6);
  },
  summary:
    'The last `count` code points; with a negative count all but the first so many. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`right(${a}, ${b})`,
    pandas: ([a = py``], { args }) => {
      const count = literalInteger(args[1], 0);
      return count === 0 ? py`${a}.str.slice(0, 0)` : py`${a}.str.slice(${pyLit(-count)})`;
    },
    polars: ([a = py``, b = py``]) => py`${a}.str.tail(${b})`,
    pyspark: ([a = py``, b = py``], { args }) => {
      const count = literalInteger(args[1], 0);
      return count < 0
        ? py`F.substring(${a}, ${pyLit(1 - count)}, 2147483647)`
        : py`F.right(${a}, F.lit(${b}))`;
    },
  },
  examples: [
    { args: ["'héllo'", '4'], result: 'éllo' },
    { args: ["'b🚀'", '1'], result: '🚀' },
    { args: ["'ab'", '5'], result: 'ab' },
    { args: ["'ab'", '0'], result: '' },
    { args: ["'🚀bc'", '-1'], result: 'bc' },
    { args: ["'ab'", '-3'], result: '' },
    { args: ['null', '1'], result: null },
  ],
});

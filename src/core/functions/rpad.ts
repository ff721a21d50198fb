import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectBetween, expectCharacter } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'rpad',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'width', kind: 'integer', must: 'literal' },
    { name: 'fill', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'width', 0, 1e6);
    expectCharacter(args[2], 'fill');
  },
  summary:
    'Filled up at the end with the character `fill` to `width` code points; a longer text is cut to its first `width`. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`rpad(${a}, ${b}::INTEGER, ${c})`,
    pandas: ([a = py``, b = py``, c = py``]) =>
      py`${a}.str.pad(${b}, side="right", fillchar=${c}).str.slice(0, ${b})`,
    polars: ([a = py``, b = py``, c = py``]) => py`${a}.str.pad_end(${b}, ${c}).str.slice(0, ${b})`,
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.rpad(${a}, ${b}, ${c})`,
  },
  examples: [
    { args: ["'7'", '3', "'0'"], result: '700' },
    { args: ["'abc'", '2', "'0'"], result: 'ab' },
    { args: ["'é'", '2', "'ß'"], result: 'éß' },
    { args: ['null', '2', "'0'"], result: null },
  ],
});

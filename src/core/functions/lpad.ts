import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectBetween, expectCharacter } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'lpad',
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
    'Filled up at the start with the character `fill` to `width` code points; a longer text is cut to its first `width`. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`lpad(${a}, ${b}::INTEGER, ${c})`,
    pandas: ([a = py``, b = py``, c = py``]) =>
      py`${a}.str.pad(${b}, side="left", fillchar=${c}).str.slice(0, ${b})`,
    polars: ([a = py``, b = py``, c = py``]) =>
      py`${a}.str.pad_start(${b}, ${c}).str.slice(0, ${b})`,
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.lpad(${a}, ${b}, ${c})`,
  },
  examples: [
    { args: ["'7'", '3', "'0'"], result: '007' },
    { args: ["'abc'", '2', "'0'"], result: 'ab' },
    { args: ["'é'", '2', "'ß'"], result: 'ßé' },
    { args: ['null', '2', "'0'"], result: null },
  ],
});

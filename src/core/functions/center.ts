import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween, expectCharacter, literalInteger } from '../expression/literalArgument.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { centered } from '../expression/pysparkTextHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'center',
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
    'Filled up at both ends with the character `fill` to `width` code points, the one more at the end; a longer text stays as it is. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, , fill = sql``], { args }) => {
      const width = lit(literalInteger(args[1], 0));
      const left = sql`lpad(${a}, ((length(${a}) + ${width}) // 2)::INTEGER, ${fill})`;
      return sql`CASE WHEN length(${a}) < ${width} THEN rpad(${left}, ${width}, ${fill}) ELSE ${a} END`;
    },
    pandas: ([a = py``, b = py``, c = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.utf8_center, ${a}, ${b}, ${c})`,
    polars: ([a = py``, b = py``, c = py``]) =>
      py`${a}.str.pad_start((${a}.str.len_chars() + ${b}) // 2, ${c}).str.pad_end(${b}, ${c})`,
    pyspark: ([a = py``, b = py``, c = py``], _, scope) =>
      py`${useHelper(scope, centered)}(${a}, ${b}, ${c})`,
  },
  examples: [
    { args: ["'ab'", '6', "'*'"], result: '**ab**' },
    { args: ["'ab'", '5', "'*'"], result: '*ab**' },
    { args: ["'é'", '4', "'ß'"], result: 'ßéßß' },
    { args: ["'abc'", '2', "' '"], result: 'abc' },
    { args: ["''", '1', "'-'"], result: '-' },
    { args: ['null', '3', "'-'"], result: null },
  ],
});

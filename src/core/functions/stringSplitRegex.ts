import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { rawText } from '../expression/pythonCast.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { expectSeparator, separatorPattern } from '../expression/separatorPattern.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'string_split_regex',
  aliases: ['str_split_regex', 'regexp_split_to_array'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
  ],
  result: () => ({ kind: 'list', item: text }),
  check: (args) => {
    expectSeparator(args[1]);
  },
  summary:
    'As `string_split`, with a regular expression that matches what stands between the parts; it must not match the empty text.',
  emit: {
    duckdb: ([a = sql``], { args }) =>
      sql`string_split_regex(${a}, ${lit(separatorPattern(args[1]))})`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, compute)}(pc.split_pattern_regex, ${a}, ${rawText(separatorPattern(args[1]))})`,
    polars: ([a = py``], { args }) =>
      py`${a}.str.split(${rawText(separatorPattern(args[1]))}, literal=False)`,
    pyspark: ([a = py``], { args }) => py`F.split(${a}, ${rawText(separatorPattern(args[1]))}, -1)`,
  },
  examples: [
    { args: ["'a, b;c'", "'[,;] *'"], result: '["a","b","c"]' },
    { args: ["'1a22'", "'[0-9]+'"], result: '["","a",""]' },
    { args: ["'ä🚀1ö'", "'\\d'"], result: '["ä🚀","ö"]' },
    { args: ["''", "'x'"], result: '[""]' },
    { args: ['null', "'x'"], result: null },
  ],
});

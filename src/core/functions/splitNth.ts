import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { compute, nthPart } from '../expression/pandasHelpers.ts';
import { checkPart, partParameters, wantedPart } from '../expression/partArguments.ts';
import { rawText } from '../expression/pythonCast.ts';
import { quotedSeparator } from '../expression/separatorPattern.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'split_nth',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'separator', kind: 'text', must: 'literal' },
    ...partParameters,
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'separator');
    checkPart(args);
  },
  summary:
    'The part number `index` (from 1) between separators; with `limit` there are at most so many parts, and the last holds the rest. Null where there are fewer parts.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const parts = sql`string_split(${a}, ${b})`;
      if (!isRest) return sql`${parts}[${lit(index)}]::VARCHAR`;
      return sql`(CASE WHEN len(${parts}) >= ${lit(index)} THEN array_to_string(${parts}[${lit(index)}:], ${b}) END)::VARCHAR`;
    },
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const { index, isRest } = wantedPart(args);
      const most = isRest ? py`, max_splits=${pyLit(index - 1)}` : py``;
      return py`${useHelper(scope, compute)}(lambda a: ${useHelper(scope, nthPart)}(pc.split_pattern(a, ${b}${most}), ${pyLit(index - 1)}), ${a})`;
    },
    polars: ([a = py``, b = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      return isRest
        ? py`${a}.str.splitn(${b}, ${pyLit(index)}).struct.field(${pyLit(`field_${String(index - 1)}`)})`
        : py`${a}.str.split(${b}).list.get(${pyLit(index - 1)}, null_on_oob=True)`;
    },
    pyspark: ([a = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const most = isRest ? py`, ${pyLit(index)}` : py``;
      return py`F.get(F.split(${a}, ${rawText(quotedSeparator(args[1]))}${most}), ${pyLit(index - 1)})`;
    },
  },
  examples: [
    { args: ["'a,b,c'", "','", '2'], result: 'b' },
    { args: ["'a,b,c'", "','", '4'], result: null },
    { args: ["'a,b,c'", "','", '2', '2'], result: 'b,c' },
    { args: ["'a,b,c'", "','", '1', '2'], result: 'a' },
    { args: ["'a'", "','", '2', '2'], result: null },
    { args: ["'a,'", "','", '2'], result: '' },
    { args: ["'a..b.c'", "'.'", '2', '2'], result: '.b.c' },
    { args: ["'aaaa'", "'aa'", '3'], result: '' },
    { args: ["''", "','", '1'], result: '' },
    { args: ["'x🚀🚀y'", "'🚀'", '3'], result: 'y' },
    { args: ['null', "','", '1'], result: null },
  ],
});

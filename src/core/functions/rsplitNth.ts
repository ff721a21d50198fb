import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { checkPart, partParameters, wantedPart } from '../expression/partArguments.ts';
import { rawText } from '../expression/pythonCast.ts';
import { quotedSeparator } from '../expression/separatorPattern.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'rsplit_nth',
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
    'As `split_nth`, counted from the end: 1 is the last part, and the part number `limit` holds all that stands before.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const parts = sql`string_split(${a}, ${b})`;
      if (!isRest) return sql`${parts}[${lit(-index)}]::VARCHAR`;
      return sql`(CASE WHEN len(${parts}) >= ${lit(index)} THEN array_to_string(${parts}[:${lit(-index)}], ${b}) END)::VARCHAR`;
    },
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const { index, isRest } = wantedPart(args);
      const each = useHelper(scope, pandasEach);
      if (isRest) {
        return py`${each}(lambda v: ${b}.join(p) if (p := v.split(${b})[:${pyLit(1 - index)}]) else None, pa.string(), ${a})`;
      }
      const one = index === 1 ? py`-1:` : py`${pyLit(-index)}:${pyLit(1 - index)}`;
      return py`${each}(lambda v: next(iter(v.split(${b})[${one}]), None), pa.string(), ${a})`;
    },
    polars: ([a = py``, b = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const parts = py`${a}.str.split(${b}).list`;
      if (!isRest) return py`${parts}.get(${pyLit(-index)}, null_on_oob=True)`;
      const length = py`${parts}.len().cast(pl.Int64)`;
      return py`pl.when(${length} >= ${pyLit(index)}).then(${parts}.slice(0, ${length} - ${pyLit(index - 1)}).list.join(${b}))`;
    },
    pyspark: ([a = py``, b = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const parts = py`F.split(${a}, ${rawText(quotedSeparator(args[1]))})`;
      if (!isRest) return py`F.try_element_at(${parts}, F.lit(${pyLit(-index)}))`;
      return py`F.when(F.size(${parts}) >= ${pyLit(index)}, F.array_join(F.slice(${parts}, 1, F.size(${parts}) - ${pyLit(index - 1)}), ${b}))`;
    },
  },
  examples: [
    { args: ["'a,b,c'", "','", '1'], result: 'c' },
    { args: ["'a,b,c'", "','", '3'], result: 'a' },
    { args: ["'a,b,c'", "','", '4'], result: null },
    { args: ["'a,b,c'", "','", '2', '2'], result: 'a,b' },
    { args: ["'a,b'", "','", '3', '3'], result: null },
    { args: ["'aaa'", "'aa'", '2', '2'], result: '' },
    { args: ["'.a'", "'.'", '2', '2'], result: '' },
    { args: ["'a'", "','", '2'], result: null },
    { args: ["''", "','", '1'], result: '' },
    { args: ['null', "','", '1'], result: null },
  ],
});

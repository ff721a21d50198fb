import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute, nthPart } from '../expression/pandasHelpers.ts';
import { checkPart, partParameters, wantedPart } from '../expression/partArguments.ts';
import { rawText } from '../expression/pythonCast.ts';
import { expectSeparator, separatorPattern } from '../expression/separatorPattern.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'regexp_split_nth',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    ...partParameters,
  ],
  result: () => text,
  check: (args) => {
    expectSeparator(args[1]);
    checkPart(args);
  },
  summary:
    'As `split_nth`, with a regular expression that matches what stands between the parts; it must not match the empty text.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const by = lit(separatorPattern(args[1]));
      const parts = sql`string_split_regex(${a}, ${by})`;
      if (!isRest) return sql`${parts}[${lit(index)}]::VARCHAR`;
      const before = sql`[:${lit(index - 1)}], '')`;
      return sql`(CASE WHEN len(${parts}) >= ${lit(index)} THEN substring(${a}, 1 + length(array_to_string(${parts}${before}) + length(array_to_string(regexp_extract_all(${a}, ${by})${before})) END)::VARCHAR`;
    },
    pandas: ([a = py``], { args }, scope) => {
      const { index, isRest } = wantedPart(args);
      const most = isRest ? py`, max_splits=${pyLit(index - 1)}` : py``;
      return py`${useHelper(scope, compute)}(lambda a: ${useHelper(scope, nthPart)}(pc.split_pattern_regex(a, ${rawText(separatorPattern(args[1]))}${most}), ${pyLit(index - 1)}), ${a})`;
    },
    polars: ([a = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const by = rawText(separatorPattern(args[1]));
      const parts = py`${a}.str.split(${by}, literal=False).list`;
      if (!isRest) return py`${parts}.get(${pyLit(index - 1)}, null_on_oob=True)`;
      return py`pl.when(${parts}.len() >= ${pyLit(index)}).then(${a}.str.split(${by}, inclusive=True, literal=False).list.slice(${pyLit(index - 1)}).list.join(""))`;
    },
    pyspark: ([a = py``], { args }) => {
      const { index, isRest } = wantedPart(args);
      const most = isRest ? py`, ${pyLit(index)}` : py``;
      return py`F.get(F.split(${a}, ${rawText(separatorPattern(args[1]))}${most}), ${pyLit(index - 1)})`;
    },
  },
  examples: [
    { args: ["'a, b;c'", "'[,;] *'", '2'], result: 'b' },
    { args: ["'a, b;c'", "'[,;] *'", '2', '2'], result: 'b;c' },
    { args: ["'a, b;c'", "'(,|;) *'", '3', '3'], result: 'c' },
    { args: ["'a1'", "'[0-9]'", '2', '2'], result: '' },
    { args: ["'a1b22c'", "'[0-9]+'", '3'], result: 'c' },
    { args: ["'a1b'", "'\\d'", '3', '3'], result: null },
    { args: ["'ä🚀1ö2ü'", "'\\d'", '2', '2'], result: 'ö2ü' },
    { args: ["''", "'x'", '1'], result: '' },
    { args: ['null', "'x'", '1'], result: null },
  ],
});

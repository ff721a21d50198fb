import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween, literalInteger, literalText } from '../expression/literalArgument.ts';
import { groupCount } from '../expression/regex.ts';
import { expectOptions, namedGroup, patternOf } from '../expression/regexArgument.ts';
import { rawText } from '../expression/pythonCast.ts';
import { extract } from '../expression/pandasTextHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'regexp_extract',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'group', kind: 'integer', must: 'literal', optional: true },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectOptions(args[3], 'i');
    patternOf(args, 3);
    expectBetween(args[2], 'group', 0, groupCount(literalText(args[1])));
  },
  summary:
    'What the regular expression (or its group) finds first; empty where nothing is found or the group took no part. The option `i` ignores case. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) =>
      sql`regexp_extract(${a}, ${lit(patternOf(args, 3))}, ${lit(literalInteger(args[2], 0))})`,
    pandas: ([a = py``], { args }, scope) => {
      const pattern = namedGroup(patternOf(args, 3), literalInteger(args[2], 0));
      return py`${useHelper(scope, extract)}(${a}, ${rawText(pattern)})`;
    },
    polars: ([a = py``], { args }) => {
      const found = py`${a}.str.extract(${rawText(patternOf(args, 3))}, ${pyLit(literalInteger(args[2], 0))})`;
      return py`pl.when(${a}.is_not_null()).then(${found}.fill_null(""))`;
    },
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_extract(${a}, ${rawText(patternOf(args, 3))}, ${pyLit(literalInteger(args[2], 0))})`,
  },
  examples: [
    { args: ["'abc12de'", "'[0-9]+'"], result: '12' },
    { args: ["'k=v'", "'(\\w)=(\\w)'", '2'], result: 'v' },
    { args: ["'abc'", "'x'"], result: '' },
    { args: ["'b'", "'(a)|b'", '1'], result: '' },
    { args: ["'(x) ÄB7'", "'(?:\\(x\\)) ((ä)[(b])(7)'", '1', "'i'"], result: 'ÄB' },
    { args: ["'k'", "'([a-c]?)(\\w?)'", '2'], result: 'k' },
    { args: ["'été 2'", "'\\p{L}+'", '0'], result: 'été' },
    { args: ['null', "'a'"], result: null },
  ],
});

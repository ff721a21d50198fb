import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { expectBetween, literalInteger, literalText } from '../expression/literalArgument.ts';
import { findAll as pandasFindAll } from '../expression/pandasTextHelpers.ts';
import { findAll as polarsFindAll } from '../expression/polarsTextHelpers.ts';
import { rawText } from '../expression/pythonCast.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { groupCount } from '../expression/regex.ts';
import { expectOptions, expectSomething, patternOf } from '../expression/regexArgument.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'regexp_extract_all',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'group', kind: 'integer', must: 'literal', optional: true },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => ({ kind: 'list', item: text }),
  check: (args) => {
    expectOptions(args[3], 'i');
    patternOf(args, 3);
    expectSomething(args);
    expectBetween(args[2], 'group', 0, groupCount(literalText(args[1])));
  },
  summary:
    'A list of all that the regular expression (or its group) finds, each match after the end of the one before; empty texts where the group took no part. A pattern that matches the empty text is refused. The option `i` ignores case. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const group = literalInteger(args[2], 0);
      const found = sql`regexp_extract_all(${a}, ${lit(patternOf(args, 3))}, ${lit(group)})`;
      return group === 0 ? found : sql`[coalesce(part, '') FOR part IN ${found}]`;
    },
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pandasFindAll)}(${a}, ${rawText(patternOf(args, 3))}, ${pyLit(literalInteger(args[2], 0))})`,
    polars: ([a = py``], { args }, scope) => {
      const group = literalInteger(args[2], 0);
      const pattern = rawText(patternOf(args, 3));
      return group === 0
        ? py`${a}.str.extract_all(${pattern})`
        : py`${useHelper(scope, polarsFindAll)}(${a}, ${pattern}, ${pyLit(group)})`;
    },
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_extract_all(${a}, F.lit(${rawText(patternOf(args, 3))}), F.lit(${pyLit(literalInteger(args[2], 0))}))`,
  },
  examples: [
    { args: ["'a1b22c'", "'[0-9]+'"], result: '["1","22"]' },
    { args: ["'k=v;x=yz'", "'(\\w)=(\\w+)'", '2'], result: '["v","yz"]' },
    { args: ["'ab'", "'(a)|(b)'", '1'], result: '["a",""]' },
    { args: ["'Ab aB'", "'b'", '0', "'i'"], result: '["b","B"]' },
    { args: ["'é🚀\né'", "'é|\\p{So}'"], result: '["é","🚀","é"]' },
    { args: ["'aaa'", "'a(a?)'", '1'], result: '["a",""]' },
    { args: ["'abc'", "'x'"], result: '[]' },
    { args: ["''", "'x'"], result: '[]' },
    { args: ['null', "'a'"], result: null },
  ],
});

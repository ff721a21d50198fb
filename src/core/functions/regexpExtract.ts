import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween, literalInteger, literalText } from '../expression/literalArgument.ts';
import { commonRegex, groupCount } from '../expression/regex.ts';
import { rawText } from '../expression/pythonCast.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineFunction } from './define.ts';

function pattern(args: readonly TypedExpression[]): string {
  const [, e] = args;
  return commonRegex(literalText(e), e?.place ?? { start: 0, end: 0 });
}

export default defineFunction({
  name: 'regexp_extract',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'group', kind: 'integer', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    pattern(args);
    expectBetween(args[2], 'group', 0, groupCount(literalText(args[1])));
  },
  summary:
    'What the regular expression (or its group) finds first; empty where nothing is found or the group took no part. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) =>
      sql`regexp_extract(${a}, ${lit(pattern(args))}, ${lit(literalInteger(args[2], 0))})`,
    pandas: ([a = py``], { args }, scope) => {
      scope.import('import re');
      const python = pattern(args).replaceAll('\\z', '\\Z');
      const group = pyLit(literalInteger(args[2], 0));
      return py`${useHelper(scope, pandasEach)}(lambda v: (m := re.search(${rawText(python)}, v)) and m[${group}] or "", pa.string(), ${a})`;
    },
    polars: ([a = py``], { args }) => {
      const found = py`${a}.str.extract(${rawText(pattern(args))}, ${pyLit(literalInteger(args[2], 0))})`;
      return py`pl.when(${a}.is_not_null()).then(${found}.fill_null(""))`;
    },
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_extract(${a}, ${rawText(pattern(args))}, ${pyLit(literalInteger(args[2], 0))})`,
  },
  examples: [
    { args: ["'abc12de'", "'[0-9]+'"], result: '12' },
    { args: ["'k=v'", "'(\\w)=(\\w)'", '2'], result: 'v' },
    { args: ["'abc'", "'x'"], result: '' },
    { args: ["'b'", "'(a)|b'", '1'], result: '' },
    { args: ['null', "'a'"], result: null },
  ],
});

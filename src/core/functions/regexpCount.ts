import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { expectOptions, expectSomething, patternOf } from '../expression/regexArgument.ts';
import { rawText } from '../expression/pythonCast.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'regexp_count',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => int64,
  check: (args) => {
    expectOptions(args[2], 'i');
    patternOf(args, 2);
    expectSomething(args);
  },
  summary:
    'How often the regular expression is found, each match after the end of the one before; a pattern that matches the empty text is refused. The option `i` ignores case. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) =>
      sql`len(regexp_extract_all(${a}, ${lit(patternOf(args, 2))}))`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.count_substring_regex(a, ${rawText(patternOf(args, 2))}).cast(pa.int64()), ${a})`,
    polars: ([a = py``], { args }) =>
      py`${a}.str.count_matches(${rawText(patternOf(args, 2))}).cast(pl.Int64)`,
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_count(${a}, F.lit(${rawText(patternOf(args, 2))})).cast("bigint")`,
  },
  examples: [
    { args: ["'a1b22 c'", "'[0-9]'"], result: '3' },
    { args: ["'aaaa'", "'aa'"], result: '2' },
    { args: ["'Ab aB'", "'b'", "'i'"], result: '2' },
    { args: ["''", "'x'"], result: '0' },
    { args: ["'é🚀\né'", "'é|\\p{So}'"], result: '3' },
    { args: ['null', "'a'"], result: null },
  ],
});

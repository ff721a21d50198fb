import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { commonRegex } from '../expression/regex.ts';
import { rawText } from '../expression/pythonCast.ts';
import { compute } from '../expression/pandasHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineFunction } from './define.ts';

function pattern(args: readonly TypedExpression[]): string {
  const [, e] = args;
  return commonRegex(literalText(e), e?.place ?? { start: 0, end: 0 });
}

export default defineFunction({
  name: 'regexp_replace',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'replacement', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    pattern(args);
  },
  summary:
    'Every match of the regular expression replaced by the text `replacement`, in which nothing is special. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) =>
      sql`regexp_replace(${a}, ${lit(pattern(args))}, ${lit(literalText(args[2]).replaceAll('\\', '\\\\'))}, 'g')`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.replace_substring_regex(a, ${rawText(pattern(args))}, ${pyLit(literalText(args[2]).replaceAll('\\', '\\\\'))}), ${a})`,
    polars: ([a = py``], { args }) =>
      py`${a}.str.replace_all(${rawText(pattern(args))}, ${pyLit(literalText(args[2]).replaceAll('$', '$$$$'))})`,
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_replace(${a}, ${rawText(pattern(args))}, ${pyLit(literalText(args[2]).replaceAll(/[\\$]/g, '\\$&'))})`,
  },
  examples: [
    { args: ["'a1b22'", "'[0-9]+'", "'#'"], result: 'a#b#' },
    { args: ["'abc'", "'x'", "'y'"], result: 'abc' },
    { args: ["'a-b'", "'-'", "'$1'"], result: 'a$1b' },
    { args: ['null', "'a'", "'b'"], result: null },
  ],
});

import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
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
  name: 'regexp_matches',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
  ],
  result: () => boolean,
  check: (args) => {
    pattern(args);
  },
  summary:
    'True if the regular expression is found anywhere in the text. The syntax is what RE2, Rust, Java and Python share; `^` and `$` are the ends of the text. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => sql`regexp_matches(${a}, ${lit(pattern(args))})`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.match_substring_regex(a, ${rawText(pattern(args))}), ${a})`,
    polars: ([a = py``], { args }) => py`${a}.str.contains(${rawText(pattern(args))})`,
    pyspark: ([a = py``], { args }) => py`${a}.rlike(${rawText(pattern(args))})`,
  },
  examples: [
    { args: ["'abc12'", "'[a-c]+\\d'"], result: 'true' },
    { args: ["'abc'", "'^b'"], result: 'false' },
    { args: ["'ab'", "'b$'"], result: 'true' },
    { args: ['null', "'a'"], result: null },
  ],
});

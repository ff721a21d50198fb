import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { expectOptions, patternOf } from '../expression/regexArgument.ts';
import { rawText } from '../expression/pythonCast.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'regexp_matches',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => boolean,
  check: (args) => {
    expectOptions(args[2], 'i');
    patternOf(args, 2);
  },
  summary:
    'True if the regular expression is found anywhere in the text. The syntax is what RE2, Rust, Java and Python share; `^` and `$` are the ends of the text, `\\p{L}` is a general category. The option `i` ignores case: a letter also matches its capital and its small letter. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => sql`regexp_matches(${a}, ${lit(patternOf(args, 2))})`,
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, compute)}(pc.match_substring_regex, ${a}, ${rawText(patternOf(args, 2))})`,
    polars: ([a = py``], { args }) => py`${a}.str.contains(${rawText(patternOf(args, 2))})`,
    pyspark: ([a = py``], { args }) => py`${a}.rlike(${rawText(patternOf(args, 2))})`,
  },
  examples: [
    { args: ["'abc12'", "'[a-c]+\\d'"], result: 'true' },
    { args: ["'abc'", "'^b'"], result: 'false' },
    { args: ["'ab'", "'b$'"], result: 'true' },
    { args: ["'Straße 5'", "'STRAẞE|[A-Q]TR[^0-9]+ [1-9]'", "'i'"], result: 'true' },
    { args: ["'ÉTÉ'", "'^été$'", "'i'"], result: 'true' },
    { args: ["'\u212A'", "'k'", "'i'"], result: 'false' },
    { args: ["'été'", "'^\\p{L}+$'"], result: 'true' },
    { args: ["'a\n1'", "'^[\\s\\S]\\P{L}[\\p{Nd}]$'"], result: 'true' },
    { args: ["'É'", "'^\\p{Ll}$'", "'i'"], result: 'true' },
    { args: ["'^-]'", "'^[\\^\\-\\]a-c]+$'", "'i'"], result: 'true' },
    { args: ["'B-'", "'^[a-c-]+$'", "'i'"], result: 'true' },
    { args: ['null', "'a'"], result: null },
  ],
});

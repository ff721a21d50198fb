import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectFilled, literalText } from '../expression/literalArgument.ts';
import { rawText } from '../expression/pythonCast.ts';
import { classOf } from '../expression/regexCharacters.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'ltrim',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'characters', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'characters');
  },
  summary:
    'Without spaces (U+0020, no other blanks), or the given characters, at the start. Null gives null.',
  emit: {
    // Without characters DuckDB takes all of Unicode's spaces.
    duckdb: ([a = sql``, b = sql`' '`]) => sql`ltrim(${a}, ${b})`,
    pandas: ([a = py``, b = py`" "`]) => py`${a}.str.lstrip(${b})`,
    polars: ([a = py``, b = py`" "`]) => py`${a}.str.strip_chars_start(${b})`,
    pyspark: ([a = py``], { args }) => {
      const given = args[1];
      if (!given) return py`F.ltrim(${a})`;
      const pattern = `\\A${classOf(literalText(given))}+`;
      return py`F.regexp_replace(${a}, ${rawText(pattern)}, "")`;
    },
  },
  examples: [
    { args: ["'  a b  '"], result: 'a b  ' },
    { args: ["'-é-a[é-'", "'é-]['"], result: 'a[é-' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

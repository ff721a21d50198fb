import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectFilled, literalText } from '../expression/literalArgument.ts';
import { rawText } from '../expression/pythonCast.ts';
import { classOf } from '../expression/regexCharacters.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'rtrim',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'characters', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'characters');
  },
  summary:
    'Without spaces (U+0020, no other blanks), or the given characters, at the end. Null gives null.',
  emit: {
    // Without characters DuckDB takes all of Unicode's spaces.
    duckdb: ([a = sql``, b = sql`' '`]) => sql`rtrim(${a}, ${b})`,
    pandas: ([a = py``, b = py`" "`]) => py`${a}.str.rstrip(${b})`,
    polars: ([a = py``, b = py`" "`]) => py`${a}.str.strip_chars_end(${b})`,
    pyspark: ([a = py``], { args }) => {
      const given = args[1];
      if (!given) return py`F.rtrim(${a})`;
      const pattern = `${classOf(literalText(given))}+\\z`;
      return py`F.regexp_replace(${a}, ${rawText(pattern)}, "")`;
    },
  },
  examples: [
    { args: ["'  a b  '"], result: '  a b' },
    { args: ["'-é-a[é-'", "'é-]['"], result: '-é-a' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

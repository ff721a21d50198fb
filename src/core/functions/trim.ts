import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'trim',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'characters', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'characters');
  },
  summary:
    'Without spaces (U+0020, no other blanks), or the given characters, at both ends. Null gives null.',
  emit: {
    // Without characters DuckDB takes all of Unicode's spaces.
    duckdb: ([a = sql``, b = sql`' '`]) => sql`trim(${a}, ${b})`,
    pandas: ([a = py``, b = py`" "`]) => py`${a}.str.strip(${b})`,
    polars: ([a = py``, b = py`" "`]) => py`${a}.str.strip_chars(${b})`,
    pyspark: ([a = py``, b]) => (b ? py`F.btrim(${a}, F.lit(${b}))` : py`F.trim(${a})`),
  },
  examples: [
    { args: ["'  a b  '"], result: 'a b' },
    { args: ["'-é-a[é-'", "'é-]['"], result: 'a' },
    { args: ["''"], result: '' },
    { args: ["'\u00a0a\u2003 '"], result: '\u00a0a\u2003' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'trim',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary: 'Without spaces (U+0020, no other blanks) at both ends. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`trim(${a}, ' ')`,
    pandas: ([a = py``]) => py`${a}.str.strip(" ")`,
    polars: ([a = py``]) => py`${a}.str.strip_chars(" ")`,
    pyspark: ([a = py``]) => py`F.trim(${a})`,
  },
  examples: [
    { args: ["'  a b  '"], result: 'a b' },
    { args: ["''"], result: '' },
    { args: ["'\u00a0a\u2003 '"], result: '\u00a0a\u2003' },
    { args: ['null'], result: null },
  ],
});

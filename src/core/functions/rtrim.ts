import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'rtrim',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary: 'Without spaces (U+0020, no other blanks) at the end. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`rtrim(${a}, ' ')`,
    pandas: ([a = py``]) => py`${a}.str.rstrip(" ")`,
    polars: ([a = py``]) => py`${a}.str.strip_chars_end(" ")`,
    pyspark: ([a = py``]) => py`F.rtrim(${a})`,
  },
  examples: [
    { args: ["'  a b  '"], result: '  a b' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});

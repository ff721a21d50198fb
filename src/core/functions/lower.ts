import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'lower',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'Small letters, each code point by itself (`İ` becomes `i`, `Σ` always `σ`). Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`lower(${a})`,
    pandas: ([a = py``]) => py`${a}.str.lower()`,
    polars: ([a = py``]) => py`${a}.str.replace_many(["İ", "Σ"], ["i", "σ"]).str.to_lowercase()`,
    pyspark: ([a = py``]) => py`F.lower(F.translate(${a}, "İΣ", "iσ"))`,
  },
  examples: [
    { args: ["'ABC Ä'"], result: 'abc ä' },
    { args: ["'ΑΣ İ'"], result: 'ασ i' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'length',
  aliases: ['len'],
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => int64,
  summary: 'Number of code points. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`length(${a})`,
    pandas: ([a = py``]) => py`${a}.str.len().astype("int64[pyarrow]")`,
    polars: ([a = py``]) => py`${a}.str.len_chars().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.length(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["'héllo'"], result: '5' },
    { args: ["''"], result: '0' },
    { args: ["'🤦🏼'"], result: '2' },
    { args: ['null'], result: null },
  ],
});

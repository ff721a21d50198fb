import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'strlen',
  aliases: ['octet_length'],
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => int64,
  summary: 'Number of bytes that the text takes in UTF-8. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`strlen(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda a: pc.binary_length(a).cast(pa.int64()), ${a})`,
    polars: ([a = py``]) => py`${a}.str.len_bytes().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.octet_length(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["'abc'"], result: '3' },
    { args: ["'é🚀'"], result: '6' },
    { args: ["''"], result: '0' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'array_length',
  aliases: ['list_length', 'array_size', 'cardinality'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: () => int64,
  summary: 'How many items a list has, nulls among them. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`len(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda lists: pc.list_value_length(lists).cast(pa.int64()), ${a})`,
    polars: ([a = py``]) => py`${a}.list.len().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.array_size(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["string_split('a,b,', ',')"], result: '3' },
    { args: ['list_value(null, 1)'], result: '2' },
  ],
});

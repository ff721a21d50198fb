import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectOrdered } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import { isFloat, text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_max',
  aliases: ['array_max'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: ([a]) => (a?.type.kind === 'list' ? a.type.item : text),
  check: ([list]) => {
    expectOrdered('list_max', list);
  },
  summary:
    'The greatest item, nulls left out and NaN greater than every number. Null for a list without items.',
  emit: {
    duckdb: ([a = sql``]) => sql`list_max(${a})`,
    pandas: ([a = py``], { type }, scope) => {
      const key = isFloat(type) ? py`, key=lambda i: (i != i, i)` : py``;
      return py`${useHelper(scope, each)}(lambda items: max((i for i in items if i is not None)${key}, default=None), ${pandasExpressionType(type)}, ${a})`;
    },
    polars: ([a = py``]) => py`${a}.list.drop_nulls().list.sort().list.last()`,
    pyspark: ([a = py``]) => py`F.array_max(${a})`,
  },
  examples: [
    { args: ['list_value(3, null, -1)'], result: '3' },
    { args: ["string_split('a,é,B,🚀', ',')"], result: '🚀' },
    { args: ["list_value(1e0, cast('nan' as float64))"], result: 'nan' },
    {
      args: ["list_value(date '2026-01-01', date '1969-12-31')"],
      result: '2026-01-01',
    },
    { args: ['list_value(cast(null as int64))'], result: null },
  ],
});

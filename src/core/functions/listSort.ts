import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectOrdered } from '../expression/listHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_sort',
  aliases: ['array_sort', 'sort_array'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: ([a]) => a?.type ?? { kind: 'list', item: text },
  check: ([list]) => {
    expectOrdered('list_sort', list);
  },
  summary: 'The items in order, NaN after every number and nulls last. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`list_sort(${a}, 'ASC', 'NULLS LAST')`,
    pandas: ([a = py``], { type }, scope) => {
      const key = py`lambda v: (v is None, v != v, 0 if v is None or v != v else v)`;
      return py`${useHelper(scope, each)}(lambda items: sorted(items, key=${key}), ${pandasExpressionType(type)}, ${a})`;
    },
    polars: ([a = py``]) => py`${a}.list.sort(nulls_last=True)`,
    pyspark: ([a = py``]) => py`F.array_sort(${a})`,
  },
  examples: [
    { args: ["string_split('b,a,é,B,🚀,', ',')"], result: '["","B","a","b","é","🚀"]' },
    { args: ['list_value(3, null, -1)'], result: '[-1,3,null]' },
    {
      args: ["list_value(date '2026-01-01', date '1969-12-31')"],
      result: '["1969-12-31","2026-01-01"]',
    },
  ],
});

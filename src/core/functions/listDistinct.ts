import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectDistinct } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_distinct',
  aliases: ['array_distinct'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: ([a]) => a?.type ?? { kind: 'list', item: text },
  check: ([list]) => {
    expectDistinct('list_distinct', list);
  },
  summary: 'The different items, each once and in order; nulls are left out. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`list_sort(list_distinct(${a}))`,
    pandas: ([a = py``], { type }, scope) =>
      py`${useHelper(scope, each)}(lambda items: sorted(set(items) - {None}), ${pandasExpressionType(type)}, ${a})`,
    polars: ([a = py``]) => py`${a}.list.drop_nulls().list.unique().list.sort()`,
    pyspark: ([a = py``]) => py`F.array_sort(F.array_distinct(F.array_compact(${a})))`,
  },
  examples: [
    { args: ["string_split('b,a,b', ',')"], result: '["a","b"]' },
    { args: ['list_value(3, null, -1, 3)'], result: '[-1,3]' },
    { args: ['list_value(true, false, true)'], result: '[false,true]' },
  ],
});

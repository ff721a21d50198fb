import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_reverse',
  aliases: ['array_reverse'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: ([a]) => a?.type ?? { kind: 'list', item: text },
  summary: 'The items from the last to the first. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`list_reverse(${a})`,
    pandas: ([a = py``], { type }, scope) =>
      py`${useHelper(scope, each)}(lambda items: items[::-1], ${pandasExpressionType(type)}, ${a})`,
    polars: ([a = py``]) => py`${a}.list.reverse()`,
    pyspark: ([a = py``]) => py`F.reverse(${a})`,
  },
  examples: [
    { args: ['list_value(3, null, -1)'], result: '[-1,null,3]' },
    { args: ["string_split('a,é,🚀', ',')"], result: '["🚀","é","a"]' },
    { args: ["string_split(null, ',')"], result: null },
  ],
});

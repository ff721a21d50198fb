import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { expectSameItems, joinedLists } from '../expression/listHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { pandasExpressionType, pysparkExpressionType } from '../expression/targetType.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_concat',
  aliases: ['list_cat', 'array_concat', 'array_cat'],
  parameters: [{ name: 'list', kind: 'list', repeated: true }],
  result: ([a]) => a?.type ?? { kind: 'list', item: text },
  check: (lists) => {
    expectSameItems('list_concat', lists);
  },
  summary: 'The items of all lists in one; a null list counts as one without items.',
  emit: {
    duckdb: (args) => sql`list_concat(${joinSql(args.map((a) => sql`coalesce(${a}, [])`))})`,
    pandas: (args, { type }, scope) =>
      py`${useHelper(scope, joinedLists)}(${pandasExpressionType(type)}, ${joinPy(args)})`,
    polars: (args) => py`pl.concat_list(${joinPy(args.map((a) => py`${a}.fill_null([])`))})`,
    pyspark: (args, { type }) =>
      py`F.concat(${joinPy(args.map((a) => py`F.coalesce(${a}, F.array().cast(${pysparkExpressionType(type)}))`))})`,
  },
  examples: [
    { args: ['list_value(1, null)', 'list_value(3)'], result: '[1,null,3]' },
    { args: ["string_split('a,b', ',')", "string_split(null, ',')"], result: '["a","b"]' },
    { args: ["string_split(null, ',')", "string_split(null, ',')"], result: '[]' },
    {
      args: ["list_value('é')", "list_value('')", "list_value('🚀', 'é')"],
      result: '["é","","🚀","é"]',
    },
  ],
});

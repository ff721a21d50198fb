import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { ExpressionError } from '../expression/expressionError.ts';
import { isNested, listOf } from '../expression/listHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_value',
  aliases: ['list_pack', 'array'],
  parameters: [{ name: 'item', kind: 'any', repeated: true }],
  result: ([a]) => ({ kind: 'list', item: a?.type ?? text }),
  check: (args) => {
    // polars would join lists in place of making a list of them.
    const nested = args.find(({ type }) => isNested(type));
    if (!nested) return;
    throw new ExpressionError(
      nested.place,
      'list_value takes no lists or structs.',
      'Give single values.',
    );
  },
  summary: 'A list of the values, brought to one type; nulls are items too.',
  emit: {
    duckdb: (args) => sql`[${joinSql(args)}]`,
    pandas: (args, _, scope) => py`${useHelper(scope, listOf)}(${joinPy(args)})`,
    polars: (args) => py`pl.concat_list(${joinPy(args)})`,
    pyspark: (args) => py`F.array(${joinPy(args)})`,
  },
  examples: [
    { args: ['1', 'null', '-3'], result: '[1,null,-3]' },
    { args: ["'b'", "''", "'é🚀'"], result: '["b","","é🚀"]' },
    { args: ['1', '2.5e0'], result: '[1.0,2.5]' },
    { args: ['true'], result: '[true]' },
  ],
});

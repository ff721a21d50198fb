import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { ExpressionError } from '../expression/expressionError.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'array_to_string',
  aliases: ['list_join', 'array_join', 'list_to_string'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'separator', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: ([list]) => {
    if (list?.type.kind !== 'list' || list.type.item.kind === 'text') return;
    throw new ExpressionError(
      list.place,
      'array_to_string needs a list of texts.',
      'Make the items texts before they come into a list.',
    );
  },
  summary:
    'The texts of a list joined by a separator; null items are left out, a list without items gives an empty text. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) =>
      sql`CASE WHEN ${a} IS NOT NULL THEN coalesce(array_to_string(${a}, ${b}), '') END`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, each)}(lambda items: ${b}.join(i for i in items if i is not None), pa.string(), ${a})`,
    polars: ([a = py``, b = py``]) => py`${a}.list.join(${b}, ignore_nulls=True)`,
    pyspark: ([a = py``, b = py``]) => py`F.array_join(${a}, ${b})`,
  },
  examples: [
    { args: ["string_split('a,b,', ',')", "'|'"], result: 'a|b|' },
    { args: ["list_value('é', null, '🚀')", "''"], result: 'é🚀' },
    { args: ['list_value(cast(null as text))', "','"], result: '' },
  ],
});

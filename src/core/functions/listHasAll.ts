import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectDistinct, expectSameItems } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_has_all',
  aliases: ['array_has_all'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'items', kind: 'list' },
  ],
  result: () => boolean,
  check: (lists) => {
    expectDistinct('list_has_all', lists[0]);
    expectSameItems('list_has_all', lists);
  },
  summary:
    'Whether the list holds every item of the other list; nulls are not looked for. Null if either list is null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`list_has_all(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, each)}(lambda a, b: set(b) - {None} <= set(a), pa.bool_(), ${a}, ${b})`,
    polars: ([a = py``, b = py``]) =>
      py`(${b}.list.drop_nulls().list.set_difference(${a}).list.len() == 0)`,
    pyspark: ([a = py``, b = py``]) =>
      py`(F.size(F.array_except(F.array_compact(${b}), ${a})) == 0)`,
  },
  examples: [
    { args: ["string_split('a,b,c', ',')", "string_split('c,a,c', ',')"], result: 'true' },
    { args: ["string_split('a,b', ',')", "string_split('a,x', ',')"], result: 'false' },
    { args: ['list_value(1)', 'list_value(null, 1)'], result: 'true' },
    { args: ['list_value(null, 1)', 'list_value(2)'], result: 'false' },
    { args: ['list_value(1)', 'list_value(cast(null as int64))'], result: 'true' },
    { args: ["string_split(null, ',')", "string_split('a', ',')"], result: null },
    { args: ["string_split('a', ',')", "string_split(null, ',')"], result: null },
  ],
});

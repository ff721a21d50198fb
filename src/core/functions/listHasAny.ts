import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectDistinct, expectSameItems } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_has_any',
  aliases: ['array_has_any'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'items', kind: 'list' },
  ],
  result: () => boolean,
  check: (lists) => {
    expectDistinct('list_has_any', lists[0]);
    expectSameItems('list_has_any', lists);
  },
  summary:
    'Whether the list holds at least one of the other list’s items; nulls equal nothing. Null if either list is null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`list_has_any(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, each)}(lambda a, b: not (set(b) - {None}).isdisjoint(a), pa.bool_(), ${a}, ${b})`,
    polars: ([a = py``, b = py``]) =>
      py`(${a}.list.set_intersection(${b}.list.drop_nulls()).list.len() > 0)`,
    pyspark: ([a = py``, b = py``]) =>
      py`F.arrays_overlap(F.array_compact(${a}), F.array_compact(${b}))`,
  },
  examples: [
    { args: ["string_split('a,b', ',')", "string_split('x,b', ',')"], result: 'true' },
    { args: ["string_split('a,b', ',')", "string_split('A', ',')"], result: 'false' },
    { args: ['list_value(1, null)', 'list_value(null, 1)'], result: 'true' },
    { args: ['list_value(1, null)', 'list_value(null, 2)'], result: 'false' },
    { args: ["string_split('a', ',')", "string_split(null, ',')"], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean, isFloat } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_contains',
  aliases: ['list_has', 'array_contains', 'array_has'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'item', kind: 'item' },
  ],
  result: () => boolean,
  summary:
    'Whether a value is an item of the list; NaN equals NaN, a null item equals nothing. Null for a null list or a null value.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) =>
      sql`CASE WHEN ${b} IS NOT NULL THEN list_contains(${a}, ${b}) END`,
    pandas: ([a = py``, b = py``], { args }, scope) => {
      const same =
        args[1] && isFloat(args[1].type)
          ? py`any(i == v or (i != i and v != v) for i in items)`
          : py`v in items`;
      return py`${useHelper(scope, each)}(lambda items, v: ${same}, pa.bool_(), ${a}, ${b})`;
    },
    polars: ([a = py``, b = py``]) =>
      py`pl.when(${a}.is_not_null() & ${b}.is_not_null()).then(${a}.list.contains(${b}))`,
    pyspark: ([a = py``, b = py``]) =>
      py`F.when(${a}.isNotNull() & ${b}.isNotNull(), F.coalesce(F.array_contains(${a}, ${b}), F.lit(False)))`,
  },
  examples: [
    { args: ["string_split('a,b', ',')", "'b'"], result: 'true' },
    { args: ["string_split('a,b', ',')", "'B'"], result: 'false' },
    { args: ['list_value(1, null)', '2'], result: 'false' },
    { args: ['list_value(1, null)', 'null'], result: null },
    { args: ["list_value(1e0, cast('nan' as float64))", "cast('nan' as float64)"], result: 'true' },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { listPlace } from '../expression/listHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_position',
  aliases: ['list_indexof', 'array_position', 'array_indexof'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'item', kind: 'item' },
  ],
  result: () => int64,
  summary:
    'The place from 1 at which a value first stands in the list, null where it does not; NaN equals NaN, a null item equals nothing. Null for a null list or a null value.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) =>
      sql`CASE WHEN ${b} IS NOT NULL THEN list_position(${a}, ${b})::BIGINT END`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, listPlace)}, pa.int64(), ${a}, ${b})`,
    polars: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, listPlace)}, pl.Int64, ${a}, ${b})`,
    pyspark: ([a = py``, b = py``]) => {
      const place = py`F.call_function("array_position", ${a}, ${b})`;
      return py`F.when(${place} > 0, ${place})`;
    },
  },
  examples: [
    { args: ["string_split('a,b,b', ',')", "'b'"], result: '2' },
    { args: ["string_split('a,b', ',')", "'B'"], result: null },
    { args: ['list_value(null, 2)', '2'], result: '2' },
    { args: ['list_value(1, null)', 'null'], result: null },
    { args: ["list_value(1e0, cast('nan' as float64))", "cast('nan' as float64)"], result: '2' },
    { args: ["string_split(null, ',')", "'b'"], result: null },
  ],
});

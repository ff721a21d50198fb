import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectNumbers, listMean } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_avg',
  aliases: ['list_mean', 'array_avg'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: () => float64,
  check: ([list]) => {
    expectNumbers('list_avg', list);
  },
  summary: 'The mean of the items, nulls left out, as float64. Null for a list without items.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`list_avg(${a}::DOUBLE[])`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, each)}(${useHelper(scope, listMean)}, pa.float64(), ${a})`,
    polars: ([a = py``]) => py`${a}.cast(pl.List(pl.Float64)).list.mean()`,
    // Spark 4 takes no Python function below `aggregate`, so that this is for plain columns.
    pyspark: ([a = py``], { args }, scope) => {
      if (args[0]?.kind !== 'column') {
        return py`${useHelper(scope, pysparkEach)}(${useHelper(scope, listMean)}, "double", ${a})`;
      }
      const items = py`F.array_compact(${a})`;
      return py`F.aggregate(${items}, F.lit(0.0), lambda sum, i: sum + i.cast("double"), lambda sum: sum / F.nullif(F.size(${items}), F.lit(0)))`;
    },
  },
  examples: [
    { args: ['list_value(1, null, 2)'], result: '1.5' },
    { args: ['list_value(0.25, 0.50)'], result: '0.375' },
    { args: ["list_value(1e0, cast('inf' as float64))"], result: 'inf' },
    { args: ["list_value(1e0, cast('nan' as float64))"], result: 'nan' },
    { args: ['list_value(cast(null as int64))'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { expectNumbers, listTotal } from '../expression/listHelpers.ts';
import { each } from '../expression/pandasHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64, int64, isInteger } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'list_sum',
  aliases: ['array_sum'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: ([a]) => (a?.type.kind === 'list' && isInteger(a.type.item) ? int64 : float64),
  check: ([list]) => {
    expectNumbers('list_sum', list);
  },
  summary:
    'The sum of the items, nulls left out: int64 of integers, float64 of other numbers. Null for a list without items; null, counted, beyond int64.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { type }) =>
      type.kind === 'int64'
        ? sql`TRY_CAST(list_sum(${a}) AS BIGINT)`
        : sql`list_sum(${a}::DOUBLE[])`,
    pandas: ([a = py``], { type }, scope) => {
      const total = useHelper(scope, listTotal);
      return type.kind === 'int64'
        ? py`${useHelper(scope, each)}(${total}, pa.int64(), ${a})`
        : py`${useHelper(scope, each)}(lambda items: ${total}(None if i is None else float(i) for i in items), pa.float64(), ${a})`;
    },
    polars: ([a = py``], { type }) => {
      const total =
        type.kind === 'int64'
          ? py`${a}.cast(pl.List(pl.Int128)).list.sum().cast(pl.Int64, strict=False)`
          : py`${a}.cast(pl.List(pl.Float64)).list.sum()`;
      return py`pl.when(${a}.list.drop_nulls().list.len() > 0).then(${total})`;
    },
    // Spark 4 takes no Python function below `aggregate`, so that this is for plain columns.
    pyspark: ([a = py``], { args, type }, scope) => {
      const isExact = type.kind === 'int64';
      if (args[0]?.kind !== 'column') {
        const total = useHelper(scope, listTotal);
        return isExact
          ? py`${useHelper(scope, pysparkEach)}(${total}, "bigint", ${a})`
          : py`${useHelper(scope, pysparkEach)}(lambda items: ${total}(None if i is None else float(i) for i in items), "double", ${a})`;
      }
      const kind = isExact ? py`"decimal(38,0)"` : py`"double"`;
      const items = py`F.array_compact(${a})`;
      const total = py`F.aggregate(${items}, F.lit(0).cast(${kind}), lambda sum, i: (sum + i).cast(${kind}))`;
      return isExact
        ? py`F.when((F.size(${items}) > 0) & ${total}.between(-(2**63), 2**63 - 1), ${total}.cast("bigint"))`
        : py`F.when(F.size(${items}) > 0, ${total})`;
    },
  },
  examples: [
    { args: ['list_value(1, null, -3)'], result: '-2' },
    { args: ['list_value(9223372036854775807, 1)'], result: null },
    { args: ['list_value(9223372036854775807, 1, -1)'], result: '9223372036854775807' },
    { args: ['list_value(0.5e0, 2)'], result: '2.5' },
    { args: ['list_value(0.25, 2.50)'], result: '2.75' },
    { args: ["list_value(1e0, cast('nan' as float64))"], result: 'nan' },
    { args: ['list_value(cast(null as int64))'], result: null },
  ],
});

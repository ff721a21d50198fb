import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { timestamp } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { pysparkExpressionType } from '../expression/targetType.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

const unitsPerSecond: Readonly<Record<string, number>> = {
  second: 1,
  millisecond: 1000,
  microsecond: 1_000_000,
};

/** The first and the last count in the years 1 to 9999, and the microseconds of one. */
function rangeOf(unit: TypedExpression | undefined): readonly [bigint, bigint, number] {
  const per = unitsPerSecond[literalText(unit)] ?? 1;
  return [-62135596800n * BigInt(per), 253402300800n * BigInt(per) - 1n, 1_000_000 / per];
}

export default defineFunction({
  name: 'from_epoch',
  parameters: [
    { name: 'unit', kind: 'text', must: 'literal', choices: Object.keys(unitsPerSecond) },
    { name: 'count', kind: 'integer' },
  ],
  result: () => timestamp,
  summary:
    'The timestamp (UTC) that lies `count` seconds, milliseconds or microseconds after 1970-01-01 00:00:00. Null gives null; null, counted, outside the years 1 to 9999.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([, n = sql``], { args }) => {
      const [first, last, size] = rangeOf(args[0]);
      const micros = size === 1 ? n : sql`${n} * ${lit(size)}`;
      return sql`(CASE WHEN ${n} BETWEEN ${lit(first)} AND ${lit(last)} THEN make_timestamp(${micros}) END)`;
    },
    pandas: ([, n = py``], { args }, scope) => {
      const [first, last, size] = rangeOf(args[0]);
      const inside = py`${n}.where(${n}.between(${pyLit(first)}, ${pyLit(last)}))`;
      const micros = size === 1 ? inside : py`${inside} * ${pyLit(size)}`;
      return py`${useHelper(scope, compute)}(lambda a: a.cast(pa.timestamp("us")), ${micros})`;
    },
    polars: ([, n = py``], { args }) => {
      const [first, last, size] = rangeOf(args[0]);
      const inside = py`pl.when(${n}.is_between(${pyLit(first)}, ${pyLit(last)})).then(${n})`;
      return size === 1
        ? py`${inside}.cast(pl.Datetime("us"))`
        : py`(${inside} * ${pyLit(size)}).cast(pl.Datetime("us"))`;
    },
    pyspark: ([, n = py``], { args, type }) => {
      const [first, last, size] = rangeOf(args[0]);
      const inside = py`F.when(${n}.between(${pyLit(first)}, ${pyLit(last)}), ${n})`;
      const micros = size === 1 ? inside : py`${inside} * ${pyLit(size)}`;
      return py`F.timestamp_micros(${micros}).cast(${pysparkExpressionType(type)})`;
    },
  },
  examples: [
    { args: ["'second'", '1767225600'], result: '2026-01-01 00:00:00' },
    { args: ["'millisecond'", '-1'], result: '1969-12-31 23:59:59.999' },
    { args: ["'microsecond'", '1500001'], result: '1970-01-01 00:00:01.500001' },
    { args: ["'second'", '253402300799'], result: '9999-12-31 23:59:59' },
    { args: ["'second'", '253402300800'], result: null },
    { args: ["'second'", '9223372036854775807'], result: null },
    { args: ["'second'", '-62135596800'], result: '0001-01-01 00:00:00' },
    { args: ["'second'", '-62135596801'], result: null },
    { args: ["'millisecond'", 'null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { timestamp } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { expectUnit } from '../expression/expectUnit.ts';
import { unitParameter } from '../expression/unitArguments.ts';
import { pysparkExpressionType } from '../expression/targetType.ts';
import { cast as pandasCast, compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'date_trunc',
  parameters: [unitParameter, { name: 'value', kind: 'temporal' }],
  result: ([, a]) => a?.type ?? timestamp,
  check: (args) => {
    expectUnit(args[0], args.slice(1));
  },
  summary:
    'The start of the year, quarter, month, week (Monday), day, hour, minute or second in which the value lies; a date stays a date and has no hours. Null gives null.',
  emit: {
    duckdb: ([u = sql``, a = sql``], { type }) =>
      type.kind === 'date' ? sql`date_trunc(${u}, ${a})::DATE` : sql`date_trunc(${u}, ${a})`,
    pandas: ([, a = py``], { args, type }, scope) => {
      const unit = literalText(args[0]);
      const week = unit === 'week' ? py`, week_starts_monday=True` : py``;
      const floored = py`${useHelper(scope, compute)}(pc.floor_temporal, ${a}, unit=${pyLit(unit)}${week})`;
      return type.kind === 'date'
        ? py`${useHelper(scope, pandasCast)}(${floored}, pa.date32())`
        : floored;
    },
    polars: ([, a = py``], { args }) => {
      const units: Readonly<Record<string, string>> = { month: 'mo', minute: 'm' };
      const unit = literalText(args[0]);
      return py`${a}.dt.truncate(${pyLit(`1${units[unit] ?? unit.charAt(0)}`)})`;
    },
    pyspark: ([u = py``, a = py``], { type }) =>
      py`F.date_trunc(${u}, ${a}).cast(${pysparkExpressionType(type)})`,
  },
  examples: [
    { args: ["'month'", "date '2026-01-31'"], result: '2026-01-01' },
    { args: ["'week'", "date '2026-01-04'"], result: '2025-12-29' },
    { args: ["'hour'", "timestamp '1969-12-31 23:59:59.5'"], result: '1969-12-31 23:00:00' },
    { args: ["'quarter'", "timestamp '2026-05-31 12:00:00'"], result: '2026-04-01 00:00:00' },
    { args: ["'day'", 'null'], result: null },
  ],
});

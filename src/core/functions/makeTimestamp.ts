import { sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { realMoment } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import {
  pandasExpressionType,
  polarsExpressionType,
  pysparkExpressionType,
} from '../expression/targetType.ts';
import { timestamp } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'make_timestamp',
  parameters: [
    { name: 'year', kind: 'integer' },
    { name: 'month', kind: 'integer' },
    { name: 'day', kind: 'integer' },
    { name: 'hour', kind: 'integer' },
    { name: 'minute', kind: 'integer' },
    { name: 'second', kind: 'float' },
  ],
  result: () => timestamp,
  summary:
    'The moment of the calendar, the seconds rounded to microseconds: floor(second·10⁶ + 0.5). Null if one is; null, counted, if there is no such moment in the years 1 to 9999, hours from 0 to 23, minutes to 59, seconds below 60.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([y = sql``, mo = sql``, d = sql``, h = sql``, mi = sql``, s = sql``]) => {
      const micros = sql`floor(${s} * 1000000 + 0.5::DOUBLE)`;
      return sql`(CASE WHEN ${y} BETWEEN 1 AND 9999 AND ${mo} BETWEEN 1 AND 12 AND ${d} BETWEEN 1 AND 31 AND ${h} BETWEEN 0 AND 23 AND ${mi} BETWEEN 0 AND 59 AND ${micros} BETWEEN 0 AND 59999999 THEN TRY_CAST(printf('%04d-%02d-%02d %02d:%02d:00', ${y}, ${mo}, ${d}, ${h}, ${mi}) AS TIMESTAMP) + to_microseconds(${micros}::BIGINT) END)`;
    },
    pandas: (args, { type }, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, realMoment)}, ${pandasExpressionType(type)}, ${joinPy(args)})`,
    polars: (args, { type }, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, realMoment)}, ${polarsExpressionType(type)}, ${joinPy(args)})`,
    pyspark: (args, { type }, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, realMoment)}, ${pysparkExpressionType(type)}, ${joinPy(args)})`,
  },
  examples: [
    { args: ['2026', '1', '31', '23', '5', '9'], result: '2026-01-31 23:05:09' },
    { args: ['1969', '12', '31', '23', '59', '59.999999e0'], result: '1969-12-31 23:59:59.999999' },
    { args: ['2026', '1', '31', '0', '0', '0.0000015e0'], result: '2026-01-31 00:00:00.000002' },
    { args: ['2026', '1', '31', '0', '0', '59.9999996e0'], result: null },
    { args: ['2026', '2', '29', '0', '0', '0'], result: null },
    { args: ['2026', '1', '31', '24', '0', '0'], result: null },
    { args: ['2026', '1', '31', '0', '60', '0'], result: null },
    { args: ['2026', '1', '31', '0', '0', '-1'], result: null },
    { args: ['0', '1', '31', '0', '0', '0'], result: null },
    { args: ['2026', '9223372036854775807', '1', '0', '0', '0'], result: null },
    { args: ['2026', '1', '31', '0', '0', "cast('nan' as float64)"], result: null },
    { args: ['2026', '1', 'null', '0', '0', '0'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { date } from '../expression/types.ts';
import { realDay } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'make_date',
  parameters: [
    { name: 'year', kind: 'integer' },
    { name: 'month', kind: 'integer' },
    { name: 'day', kind: 'integer' },
  ],
  result: () => date,
  summary:
    'The day of the calendar; null, counted, if there is no such day in the years 1 to 9999.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) =>
      sql`(CASE WHEN ${a} BETWEEN 1 AND 9999 AND ${b} BETWEEN 1 AND 12 AND ${c} BETWEEN 1 AND 31 THEN TRY_CAST(printf('%04d-%02d-%02d', ${a}, ${b}, ${c}) AS DATE) END)`,
    pandas: ([a = py``, b = py``, c = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, realDay)}, pa.date32(), ${a}, ${b}, ${c})`,
    polars: ([a = py``, b = py``, c = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, realDay)}, pl.Date, ${a}, ${b}, ${c})`,
    pyspark: ([a = py``, b = py``, c = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, realDay)}, "date", ${a}, ${b}, ${c})`,
  },
  examples: [
    { args: ['2026', '1', '31'], result: '2026-01-31' },
    { args: ['2026', '2', '30'], result: null },
    { args: ['0', '1', '1'], result: null },
    { args: ['2026', 'null', '1'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { date } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'last_day',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => date,
  summary: 'The last day of the month in which the value lies. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`last_day(${a})`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import datetime');
      return py`${useHelper(scope, compute)}(lambda a: pc.subtract(pc.ceil_temporal(a, unit="month", ceil_is_strictly_greater=True).cast(pa.timestamp("us")), datetime.timedelta(days=1)).cast(pa.date32()), ${a})`;
    },
    polars: ([a = py``]) => py`${a}.dt.month_end().cast(pl.Date)`,
    pyspark: ([a = py``]) => py`F.last_day(${a})`,
  },
  examples: [
    { args: ["date '2024-02-10'"], result: '2024-02-29' },
    { args: ["timestamp '1900-02-28 23:59:59'"], result: '1900-02-28' },
    { args: ["date '9999-12-31'"], result: '9999-12-31' },
    { args: ["date '0001-01-01'"], result: '0001-01-31' },
    { args: ['null'], result: null },
  ],
});

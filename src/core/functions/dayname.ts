import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'dayname',
  aliases: ['day_name'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => text,
  summary: 'The English name of the day of the week: Monday. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`dayname(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.strftime, ${a}, format="%A", locale="C")`,
    polars: ([a = py``]) => py`${a}.dt.to_string("%A")`,
    pyspark: ([a = py``]) => py`F.date_format(${a}, "EEEE")`,
  },
  examples: [
    { args: ["date '2026-01-05'"], result: 'Monday' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: 'Wednesday' },
    { args: ["date '9999-12-31'"], result: 'Friday' },
    { args: ["date '0001-01-01'"], result: 'Monday' },
    { args: ['null'], result: null },
  ],
});

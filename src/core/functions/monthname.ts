import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'monthname',
  aliases: ['month_name'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => text,
  summary: 'The English name of the month: January. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`monthname(${a})`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.strftime, ${a}, format="%B", locale="C")`,
    polars: ([a = py``]) => py`${a}.dt.to_string("%B")`,
    pyspark: ([a = py``]) => py`F.date_format(${a}, "MMMM")`,
  },
  examples: [
    { args: ["date '2026-05-31'"], result: 'May' },
    { args: ["timestamp '1969-12-31 23:59:59.5'"], result: 'December' },
    { args: ["date '0001-02-01'"], result: 'February' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'isoyear',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary:
    'The year of the ISO week, which can differ from the year around New Year. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`isoyear(${a})`,
    pandas: ([a = py``], _, scope) => py`${useHelper(scope, compute)}(pc.iso_year, ${a})`,
    polars: ([a = py``]) => py`${a}.dt.iso_year().cast(pl.Int64)`,
    pyspark: ([a = py``]) => py`F.extract(F.lit("YEAROFWEEK"), ${a}).cast("bigint")`,
  },
  examples: [
    { args: ["date '2021-01-03'"], result: '2020' },
    { args: ["date '2024-12-30'"], result: '2025' },
    { args: ["timestamp '2026-06-30 12:00:00'"], result: '2026' },
    { args: ['null'], result: null },
  ],
});

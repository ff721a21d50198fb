import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'coalesce',
  aliases: ['ifnull'],
  parameters: [{ name: 'value', kind: 'any', repeated: true }],
  result: ([a]) => a?.type ?? text,
  summary: 'The first value that is not null; NaN is a value. Null if all are null.',
  emit: {
    duckdb: (args) => sql`coalesce(${joinSql(args)})`,
    pandas: (args, _, scope) => py`${useHelper(scope, compute)}(pc.coalesce, ${joinPy(args)})`,
    polars: (args) => py`pl.coalesce(${joinPy(args)})`,
    pyspark: (args) => py`F.coalesce(${joinPy(args)})`,
  },
  examples: [
    { args: ['null', '2'], result: '2' },
    { args: ["'a'", "'b'"], result: 'a' },
    { args: ["cast('nan' as float64)", '1e0'], result: 'nan' },
    { args: ['null', 'null'], result: null },
  ],
});

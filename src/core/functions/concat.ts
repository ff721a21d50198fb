import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'concat',
  parameters: [{ name: 'value', kind: 'text', repeated: true }],
  result: () => text,
  summary:
    'The texts one after another; nulls are left out, so the result is never null (`||` gives null).',
  emit: {
    duckdb: (args) => sql`concat(${joinSql(args)})`,
    pandas: (args) =>
      py`(${joinPy(
        args.map((a) => py`${a}.fillna("")`),
        ' + ',
      )})`,
    polars: (args) => py`pl.concat_str(${joinPy(args.map((a) => py`${a}.fill_null("")`))})`,
    pyspark: (args) => py`F.concat(${joinPy(args.map((a) => py`F.coalesce(${a}, F.lit(""))`))})`,
  },
  examples: [
    { args: ["'a'", "'b'", "'c'"], result: 'abc' },
    { args: ["'a'", 'null'], result: 'a' },
    { args: ['null'], result: '' },
  ],
});

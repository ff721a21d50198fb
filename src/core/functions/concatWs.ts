import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { compute, joinTexts } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'concat_ws',
  parameters: [
    { name: 'separator', kind: 'text', must: 'literal' },
    { name: 'value', kind: 'text', repeated: true },
  ],
  result: () => text,
  summary:
    'The texts one after another with the separator between them; nulls are left out, so the result is never null, and empty if all are null.',
  emit: {
    duckdb: (args) => sql`concat_ws(${joinSql(args)})`,
    pandas: (args, _, scope) =>
      py`${useHelper(scope, compute)}(${useHelper(scope, joinTexts)}, ${joinPy(args)})`,
    polars: ([separator = py``, ...values]) =>
      py`pl.concat_str(${joinPy(values)}, separator=${separator}, ignore_nulls=True)`,
    pyspark: (args) => py`F.concat_ws(${joinPy(args)})`,
  },
  examples: [
    { args: ["', '", "'a'", "'b'", "'c'"], result: 'a, b, c' },
    { args: ["'-'", "'a'", 'null', "''", "'🚀'"], result: 'a--🚀' },
    { args: ["'-'", 'null', 'null'], result: '' },
    { args: ["''", "'a'", "'b'"], result: 'ab' },
    { args: ["'-'", "'a'"], result: 'a' },
  ],
});

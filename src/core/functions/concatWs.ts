import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'concat_ws',
  parameters: [
    { name: 'separator', kind: 'text', must: 'literal' },
    { name: 'value', kind: 'text', repeated: true },
  ],
  result: () => text,
  summary:
    'The texts one after another with `separator` between them; nulls are left out, empty texts are not, so the result is never null.',
  emit: {
    duckdb: (args) => sql`concat_ws(${joinSql(args)})`,
    // Arrow's own function loses the rows in which all values are null.
    pandas: ([separator = py``, ...values], { args }) => {
      const texts = values.map((value) => py`(${separator} + ${value}).fillna("")`);
      const length = [...literalText(args[0])].length;
      return py`(${joinPy(texts, ' + ')}).str.slice(${pyLit(length)})`;
    },
    polars: ([separator = py``, ...values]) =>
      py`pl.concat_str(${joinPy(values)}, separator=${separator}, ignore_nulls=True)`,
    pyspark: ([separator = py``, ...values]) => py`F.concat_ws(${separator}, ${joinPy(values)})`,
  },
  examples: [
    { args: ["', '", "'a'", "'b'", "'c'"], result: 'a, b, c' },
    { args: ["'-'", "'a'", 'null', "''", "'b'"], result: 'a--b' },
    { args: ["''", "'é'", "'🚀'"], result: 'é🚀' },
    { args: ["','", 'null'], result: '' },
  ],
});

import { joinSql, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { compute } from '../expression/pandasHelpers.ts';
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
    pandas: ([separator = py``, ...values], { args }, scope) => {
      // Arrow loses rows in which all are null, so an empty text goes first, and its separator away.
      const start = pyLit(Array.from(literalText(args[0])).length);
      return py`${useHelper(scope, compute)}(lambda *texts: pc.utf8_slice_codeunits(pc.binary_join_element_wise("", *texts, ${separator}, null_handling="skip"), ${start}), ${joinPy(values)})`;
    },
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

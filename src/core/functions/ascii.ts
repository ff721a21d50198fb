import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'ascii',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => int64,
  summary:
    'As `unicode`, the number of the first code point, but 0 for the empty text. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`ascii(${a})::BIGINT`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: ord(v[0]) if v else 0, pa.int64(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(lambda v: ord(v[0]) if v else 0, pl.Int64, ${a})`,
    pyspark: ([a = py``]) => py`F.ascii(${a}).cast("bigint")`,
  },
  examples: [
    { args: ["'Abc'"], result: '65' },
    { args: ["'é'"], result: '233' },
    { args: ["'🚀x'"], result: '128640' },
    { args: ["''"], result: '0' },
    { args: ['null'], result: null },
  ],
});

import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'unicode',
  aliases: ['ord'],
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => int64,
  summary: 'The number of the first code point, -1 for the empty text. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => sql`unicode(${a})::BIGINT`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: ord(v[0]) if v else -1, pa.int64(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(lambda v: ord(v[0]) if v else -1, pl.Int64, ${a})`,
    pyspark: ([a = py``]) => py`F.when(${a} == "", -1).otherwise(F.ascii(${a})).cast("bigint")`,
  },
  examples: [
    { args: ["'Abc'"], result: '65' },
    { args: ["'é'"], result: '233' },
    { args: ["'🚀x'"], result: '128640' },
    { args: ["''"], result: '-1' },
    { args: ['null'], result: null },
  ],
});

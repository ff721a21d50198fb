import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { pysparkFloor } from '../expression/functionHelpers.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'ceil',
  aliases: ['ceiling'],
  parameters: [{ name: 'value', kind: 'plain' }],
  result: ([a]) => a?.type ?? float64,
  summary:
    'The least whole number that is not below the value: float64 (decimals too), integers stay. NaN and infinities stay.',
  emit: {
    duckdb: ([a = sql``], { type }) => (type.kind === 'int64' ? a : sql`ceil(${a})`),
    pandas: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, compute)}(pc.ceil, ${a})`,
    polars: ([a = py``], { type }) => (type.kind === 'int64' ? a : py`${a}.ceil()`),
    pyspark: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`(-${useHelper(scope, pysparkFloor)}(-${a}))`,
  },
  examples: [
    { args: ['-1.5e0'], result: '-1.0' },
    { args: ['1.2e0'], result: '2.0' },
    { args: ['7'], result: '7' },
    { args: ['null'], result: null },
  ],
});

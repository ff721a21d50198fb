import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { pysparkFloor } from '../expression/functionHelpers.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'floor',
  parameters: [{ name: 'value', kind: 'plain' }],
  result: ([a]) => a?.type ?? float64,
  summary:
    'The greatest whole number that is not above the value: float64 (decimals too), integers stay. NaN and infinities stay.',
  emit: {
    duckdb: ([a = sql``], { type }) => (type.kind === 'int64' ? a : sql`floor(${a})`),
    pandas: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, compute)}(pc.floor, ${a})`,
    polars: ([a = py``], { type }) => (type.kind === 'int64' ? a : py`${a}.floor()`),
    pyspark: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, pysparkFloor)}(${a})`,
  },
  examples: [
    { args: ['-1.5e0'], result: '-2.0' },
    { args: ['7'], result: '7' },
    { args: ['1e300'], result: '1e+300' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ['null'], result: null },
  ],
});

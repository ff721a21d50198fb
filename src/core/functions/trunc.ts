import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { truncated as polarsTruncated } from '../expression/polarsHelpers.ts';
import { truncated as pysparkTruncated } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'trunc',
  parameters: [{ name: 'value', kind: 'plain' }],
  result: ([a]) => a?.type ?? float64,
  summary:
    'The value without its fraction: float64 (decimals too), integers stay. NaN and infinities stay.',
  emit: {
    duckdb: ([a = sql``], { type }) => (type.kind === 'int64' ? a : sql`trunc(${a})`),
    pandas: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, compute)}(pc.trunc, ${a})`,
    polars: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, polarsTruncated)}(${a})`,
    pyspark: ([a = py``], { type }, scope) =>
      type.kind === 'int64' ? a : py`${useHelper(scope, pysparkTruncated)}(${a})`,
  },
  examples: [
    { args: ['-1.5e0'], result: '-1.0' },
    { args: ['1.9e0'], result: '1.0' },
    { args: ['7'], result: '7' },
    { args: ["cast('inf' as float64)"], result: 'inf' },
    { args: ['null'], result: null },
  ],
});

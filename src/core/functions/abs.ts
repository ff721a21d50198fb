import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'abs',
  parameters: [{ name: 'value', kind: 'number' }],
  result: ([a]) => a?.type ?? float64,
  summary:
    'The size without sign, of the same type (small integers: int64). The least int64 has none: null, counted. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { type }) =>
      type.kind === 'int64' ? sql`TRY_CAST(abs(${a}::HUGEINT) AS BIGINT)` : sql`abs(${a})`,
    pandas: ([a = py``], { type }, scope) => {
      if (type.kind !== 'int64') return py`${a}.abs()`;
      return py`${useHelper(scope, compute)}(pc.abs, ${a}.where(${a} != -(2**63)))`;
    },
    polars: ([a = py``], { type }) =>
      type.kind === 'int64'
        ? py`${a}.cast(pl.Int128).abs().cast(pl.Int64, strict=False)`
        : py`${a}.abs()`,
    pyspark: ([a = py``], { type }) =>
      type.kind === 'int64' ? py`F.when(${a} != -(2**63), F.abs(${a}))` : py`F.abs(${a})`,
  },
  examples: [
    { args: ['-3'], result: '3' },
    { args: ['-2.50'], result: '2.50' },
    { args: ['-1.5e0'], result: '1.5' },
    { args: ['-9223372036854775808'], result: null },
    { args: ['cast(null as int64)'], result: null },
  ],
});

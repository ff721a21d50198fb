import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'log',
  parameters: [
    { name: 'base', kind: 'float' },
    { name: 'value', kind: 'float' },
  ],
  result: () => float64,
  summary:
    'Logarithm to a base, ln(value) / ln(base); null, counted, where the value is 0 or negative, or the base 0, negative or 1. NaN stays NaN.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) =>
      sql`(ln(CASE WHEN ${b} > 0 THEN ${b} END) / ln(CASE WHEN ${a} > 0 AND ${a} <> 1 THEN ${a} END))`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(lambda base, value: pc.divide(pc.ln(value), pc.ln(base)), ${a}.where(~(${a} <= 0) & (${a} != 1)), ${b}.where(~(${b} <= 0)))`,
    polars: ([a = py``, b = py``]) =>
      py`(pl.when(${b} > 0).then(${b}).log() / pl.when((${a} > 0) & (${a} != 1)).then(${a}).log())`,
    pyspark: ([a = py``, b = py``]) =>
      py`(F.ln(F.when(${b} > 0, ${b})) / F.ln(F.when((${a} > 0) & (${a} != 1), ${a})))`,
  },
  examples: [
    { args: ['2', '8'], result: '3.0' },
    { args: ['0.5e0', '4'], result: '-2.0' },
    { args: ['10', '0'], result: null },
    { args: ['1', '10'], result: null },
    { args: ['-2', '8'], result: null },
    { args: ['10', "cast('inf' as float64)"], result: 'inf' },
    { args: ['10', "cast('nan' as float64)"], result: 'nan' },
    { args: ['10', 'null'], result: null },
  ],
});

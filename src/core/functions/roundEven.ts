import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { expectBetween, powersOfTen } from '../expression/literalArgument.ts';
import {
  pandasRoundEven,
  polarsRoundEven,
  pysparkRoundEven,
} from '../expression/functionHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'round_even',
  aliases: ['bround'],
  parameters: [
    { name: 'value', kind: 'plain' },
    { name: 'digits', kind: 'integer', must: 'literal', optional: true },
  ],
  result: ([a]) => a?.type ?? float64,
  check: (args) => {
    const least = args[0]?.type.kind === 'int64' ? 0 : -15;
    expectBetween(args[1], 'digits', least, 15);
  },
  summary:
    'Rounded to `digits` after the point (0 if not given; negative: before it), a half to the even neighbour: x·10^d is rounded and divided again. Decimals become float64; integers with digits of 0 or more stay. NaN, infinities and what 10^d makes too large stay.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args, type }) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      const scaled = sql`${a} * ${lit(times)}::DOUBLE / ${lit(over)}::DOUBLE`;
      return sql`(CASE WHEN isinf(${scaled}) THEN ${a} ELSE round_even(${scaled}, 0) / ${lit(times)}::DOUBLE * ${lit(over)}::DOUBLE END)`;
    },
    pandas: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, pandasRoundEven)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
    polars: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, polarsRoundEven)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
    pyspark: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, pysparkRoundEven)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
  },
  examples: [
    { args: ['2.5e0'], result: '2.0' },
    { args: ['3.5e0'], result: '4.0' },
    { args: ['-2.5e0'], result: '-2.0' },
    { args: ['1.25e0', '1'], result: '1.2' },
    { args: ['1250.0e0', '-2'], result: '1200.0' },
    { args: ['1e300', '15'], result: '1e+300' },
    { args: ['7'], result: '7' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ["cast('-inf' as float64)"], result: '-inf' },
    { args: ['null'], result: null },
  ],
});

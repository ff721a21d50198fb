import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { float64 } from '../expression/types.ts';
import { expectBetween, powersOfTen } from '../expression/literalArgument.ts';
import { pandasRound, polarsRound, pysparkRound } from '../expression/functionHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'round',
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
    'Rounded half away from zero to `digits` after the point (0 if not given; negative: before it): sign(x)·floor(|x|·10^d + 0.5)/10^d. Decimals become float64; integers with digits of 0 or more stay. NaN, infinities and what 10^d makes too large stay.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args, type }) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      const size = sql`floor(abs(${a}) * ${lit(times)}::DOUBLE / ${lit(over)}::DOUBLE + 0.5::DOUBLE) / ${lit(times)}::DOUBLE * ${lit(over)}::DOUBLE`;
      const rounded = sql`CASE WHEN ${a} < 0 THEN -1.0::DOUBLE ELSE 1.0::DOUBLE END * ${size}`;
      // What is too large to be multiplied has no digits after the point.
      return times === 1
        ? sql`(${rounded})`
        : sql`(CASE WHEN isinf(${a} * ${lit(times)}::DOUBLE) THEN ${a} ELSE ${rounded} END)`;
    },
    pandas: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, pandasRound)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
    polars: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, polarsRound)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
    pyspark: ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, pysparkRound)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    },
  },
  examples: [
    { args: ['2.5e0'], result: '3.0' },
    { args: ['-2.5e0'], result: '-3.0' },
    { args: ['1.25e0', '1'], result: '1.3' },
    { args: ['1250.0e0', '-2'], result: '1300.0' },
    { args: ['-1e300', '15'], result: '-1e+300' },
    { args: ['7'], result: '7' },
    { args: ["cast('nan' as float64)"], result: 'nan' },
    { args: ["cast('-inf' as float64)"], result: '-inf' },
    { args: ['null'], result: null },
  ],
});

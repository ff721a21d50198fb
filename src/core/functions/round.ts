import { lit, sql } from '../sql/sql.ts';
import { pandasRound, polarsRound, pysparkRound } from '../expression/functionHelpers.ts';
import { roundFunction } from './roundFunction.ts';

export default roundFunction({
  name: 'round',
  summary:
    'Rounded half away from zero to `digits` after the point (0 if not given; negative: before it): sign(x)·floor(|x|·10^d + 0.5)/10^d. Decimals become float64; integers with digits of 0 or more stay. NaN, infinities and what 10^d makes too large stay.',
  duckdb: (a, times, over) => {
    const size = sql`floor(abs(${a}) * ${lit(times)}::DOUBLE / ${lit(over)}::DOUBLE + 0.5::DOUBLE) / ${lit(times)}::DOUBLE * ${lit(over)}::DOUBLE`;
    const rounded = sql`CASE WHEN ${a} < 0 THEN -1.0::DOUBLE ELSE 1.0::DOUBLE END * ${size}`;
    // What is too large to be multiplied has no digits after the point.
    return times === 1
      ? sql`(${rounded})`
      : sql`(CASE WHEN isinf(${a} * ${lit(times)}::DOUBLE) THEN ${a} ELSE ${rounded} END)`;
  },
  pandas: pandasRound,
  polars: polarsRound,
  pyspark: pysparkRound,
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

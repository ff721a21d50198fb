import { lit, sql } from '../sql/sql.ts';
import {
  pandasRoundEven,
  polarsRoundEven,
  pysparkRoundEven,
} from '../expression/functionHelpers.ts';
import { roundFunction } from './roundFunction.ts';

export default roundFunction({
  name: 'round_even',
  aliases: ['bround'],
  summary:
    'Rounded to `digits` after the point (0 if not given; negative: before it), a half to the even neighbour: x·10^d is rounded and divided again. Decimals become float64; integers with digits of 0 or more stay. NaN, infinities and what 10^d makes too large stay.',
  duckdb: (a, times, over) => {
    const scaled = sql`${a} * ${lit(times)}::DOUBLE / ${lit(over)}::DOUBLE`;
    return sql`(CASE WHEN isinf(${scaled}) THEN ${a} ELSE round_even(${scaled}, 0) / ${lit(times)}::DOUBLE * ${lit(over)}::DOUBLE END)`;
  },
  pandas: pandasRoundEven,
  polars: polarsRoundEven,
  pyspark: pysparkRoundEven,
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

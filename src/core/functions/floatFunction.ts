import type { Domain } from '../expression/domain.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { numpyFunction } from '../expression/functionHelpers.ts';
import { compute } from '../expression/pandasHelpers.ts';
import type { FunctionExample, ScalarFunction } from '../expression/typed.ts';
import { float64 } from '../expression/types.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { defineFunction } from './define.ts';

/** What a function of one double says of itself. */
interface FloatFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Outside of it the result is null and counted; everywhere if not given. */
  readonly domain?: Domain;
  readonly duckdb: (value: Sql) => Sql;
  /** A function of Arrow's (`pc.sin`) or numpy's (`np.sinh`). */
  readonly pandas: Py;
  readonly polars: (value: Py) => Py;
  readonly pyspark: (value: Py) => Py;
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
}

/** A function from one number, as float64, to a float64. Null gives null. */
export function floatFunction({ domain, ...given }: FloatFunction): ScalarFunction {
  const { name, aliases, summary, duckdb, pandas, polars, pyspark, examples } = given;
  const isNumpy = pandas.startsWith('np.');
  return defineFunction({
    name,
    ...(aliases && { aliases }),
    parameters: [{ name: 'value', kind: 'float' }],
    result: () => float64,
    summary,
    ...(domain && { fails: true }),
    repeats: true,
    emit: {
      duckdb: ([a = lit(null)]) => duckdb(domain ? domain.duckdb(a) : sql`${a}`),
      pandas: ([a = py``], _, scope) => {
        const call = useHelper(scope, isNumpy ? numpyFunction : compute);
        return py`${call}(${pandas}, ${domain ? domain.pandas(a) : a})`;
      },
      polars: ([a = py``]) => polars(domain ? domain.polars(a) : a),
      pyspark: ([a = py``]) => pyspark(domain ? domain.pyspark(a) : a),
    },
    examples,
  });
}

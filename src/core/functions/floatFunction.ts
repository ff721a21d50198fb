import { finite } from '../expression/domain.ts';
import type { Domain } from '../expression/domain.ts';
import { greatest } from '../expression/greatest.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { numpyFunction } from '../expression/functionHelpers.ts';
import { compute } from '../expression/pandasHelpers.ts';
import type { CallContext, FunctionExample, ScalarFunction } from '../expression/typed.ts';
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
  // What cannot be infinite needs no look.
  const guard = ({ args: [arg] }: CallContext): Domain | undefined =>
    domain === finite && arg && greatest(arg) < Number.MAX_VALUE ? undefined : domain;
  return defineFunction({
    name,
    ...(aliases && { aliases }),
    parameters: [{ name: 'value', kind: 'float' }],
    result: () => float64,
    summary,
    ...(domain && { fails: true }),
    repeats: true,
    emit: {
      duckdb: ([a = lit(null)], call) => duckdb(guard(call)?.duckdb(a) ?? sql`${a}`),
      pandas: ([a = py``], call, scope) => {
        const helper = useHelper(scope, isNumpy ? numpyFunction : compute);
        return py`${helper}(${pandas}, ${guard(call)?.pandas(a) ?? a})`;
      },
      polars: ([a = py``], call) => polars(guard(call)?.polars(a) ?? a),
      pyspark: ([a = py``], call) => pyspark(guard(call)?.pyspark(a) ?? a),
    },
    examples,
  });
}

import { lit } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import type { PythonHelper } from '../expression/pythonHelpers.ts';
import { expectBetween, powersOfTen } from '../expression/literalArgument.ts';
import type { EmitPython, FunctionExample, ScalarFunction } from '../expression/typed.ts';
import { float64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

/** What is told of a function that rounds to digits before or after the point. */
interface RoundFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** A double rounded to a multiple of over / times. */
  readonly duckdb: (value: Sql, times: number, over: number) => Sql;
  /** Helpers that are called with the column, times and over. */
  readonly pandas: PythonHelper;
  readonly polars: PythonHelper;
  readonly pyspark: PythonHelper;
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
}

/** A function that rounds doubles; integers with digits of 0 or more stay, decimals become doubles. */
export function roundFunction(given: RoundFunction): ScalarFunction {
  const { name, aliases, summary, duckdb, examples } = given;
  const by =
    (helper: PythonHelper): EmitPython =>
    ([a = py``], { args, type }, scope) => {
      if (type.kind === 'int64') return a;
      const [times, over] = powersOfTen(args[1]);
      return py`${useHelper(scope, helper)}(${a}, ${pyLit(times)}.0, ${pyLit(over)}.0)`;
    };
  return defineFunction({
    name,
    ...(aliases && { aliases }),
    parameters: [
      { name: 'value', kind: 'plain' },
      { name: 'digits', kind: 'integer', must: 'literal', optional: true },
    ],
    result: ([a]) => a?.type ?? float64,
    check: (args) => {
      const least = args[0]?.type.kind === 'int64' ? 0 : -15;
      expectBetween(args[1], 'digits', least, 15);
    },
    summary,
    repeats: true,
    emit: {
      duckdb: ([a = lit(null)], { args, type }) =>
        type.kind === 'int64' ? a : duckdb(a, ...powersOfTen(args[1])),
      pandas: by(given.pandas),
      polars: by(given.polars),
      pyspark: by(given.pyspark),
    },
    examples,
  });
}

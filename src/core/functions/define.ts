import type { ColumnType } from '../../shared/columnType.ts';
import type { Unsupported } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import type { PythonScope } from '../expression/pythonScope.ts';
import type { Sql } from '../sql/sql.ts';
import type { TypedExpression } from '../expression/typed.ts';
import type { Place } from '../expression/ast.ts';

/** Which types an argument may have, and to what it is brought. */
export type ParameterKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'plain'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'temporal'
  | 'ordered'
  | 'any';

/** One argument of a function. */
export interface FunctionParameter {
  readonly name: string;
  /**
   * `integer`: brought to int64. `number`: int64, decimal or float64, small kinds widened. `plain`:
   * int64 or float64, decimals become float64. `float`: any number, brought to float64.
   * `temporal`: date or timestamp; timestamptz becomes timestamp (UTC). `ordered`: numbers, texts,
   * dates, timestamps. All arguments of kind `ordered` or `any` of one call are brought to one type.
   */
  readonly kind: ParameterKind;
  /** `constant`: a literal or a parameter. `literal`: a literal; its text is in `literals`. */
  readonly must?: 'constant' | 'literal';
  /** The only values that a `literal` may have, lower case. */
  readonly choices?: readonly string[];
  readonly optional?: boolean;
  /** The last parameter may be given any number of times (at least once). */
  readonly repeated?: boolean;
}

/** What an emit of a function gets besides its arguments. */
export interface CallContext {
  /** The arguments as typed expressions: their types, and literals' values. */
  readonly args: readonly TypedExpression[];
  /** The result's type. */
  readonly type: ColumnType;
}

type EmitSql = (args: readonly Sql[], call: CallContext) => Sql;
/** A Python emit: args are columns (pandas: Series), or plain values where the parameter `must` be constant. */
export type EmitPython = (args: readonly Py[], call: CallContext, scope: PythonScope) => Py;

/** How a function is written on each target, or other expressions that it stands for. */
export type FunctionEmit =
  | {
      readonly duckdb: EmitSql;
      readonly pandas: EmitPython | Unsupported;
      readonly polars: EmitPython | Unsupported;
      readonly pyspark: EmitPython | Unsupported;
    }
  | { readonly expand: (args: readonly TypedExpression[], place: Place) => TypedExpression };

/** A function of the expression language. One file each, named like the function. */
export interface ScalarFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly parameters: readonly FunctionParameter[];
  /** The result's type, given the arguments after they were brought to their kinds. */
  readonly result: (args: readonly TypedExpression[]) => ColumnType;
  /** Further rules on the arguments; throws `ExpressionError`. */
  readonly check?: (args: readonly TypedExpression[]) => void;
  /** Meaning in a line or two, with what null, NaN and edges give. */
  readonly summary: string;
  /** True if it can give null though no argument is null; such rows are counted. */
  readonly fails?: boolean;
  /** True if a target writes an argument more than once. */
  readonly repeats?: boolean;
  readonly emit: FunctionEmit;
  /** Arguments as expressions, the result in canonical text (null is null). Help shows them, tests run them. */
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
}

/** One worked call: `{args: ["'abc'", '2'], result: 'bc'}`. */
export interface FunctionExample {
  readonly args: readonly string[];
  readonly result: string | null;
}

/** Declares a function. */
export function defineFunction(definition: ScalarFunction): ScalarFunction {
  return definition;
}

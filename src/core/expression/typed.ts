import type { ColumnType } from '../../shared/columnType.ts';
import type { Unsupported } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';
import type { LiteralValue, Place } from './ast.ts';
import type { PythonScope } from './pythonScope.ts';

/** `+ - * / // %`. Both operands have the same kind: int64, decimal or float64. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%';

/** Comparisons. Both operands are of one kind, after implicit casts. */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * An expression after checking. Every node has its type, every implicit cast is a `cast` node
 * (which cannot fail), literals have the type they are used as, `between` and the simple form of
 * `case` are gone, and chains of `and`, `or`, `||` are one node.
 */
export type TypedExpression = { readonly type: ColumnType; readonly place: Place } & (
  | { readonly kind: 'literal'; readonly value: LiteralValue }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: TypedExpression }
  | { readonly kind: 'not'; readonly operand: TypedExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | { readonly kind: 'concat'; readonly operands: readonly TypedExpression[] }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | {
      readonly kind: 'logical';
      readonly operator: 'and' | 'or';
      readonly operands: readonly TypedExpression[];
    }
  | { readonly kind: 'isNull'; readonly operand: TypedExpression; readonly negated: boolean }
  /** `items` are literals that are not null, of the operand's type; null for a null operand. */
  | {
      readonly kind: 'in';
      readonly operand: TypedExpression;
      readonly items: readonly LiteralExpression[];
    }
  /** `pattern`: `%` any text, `_` one character, nothing else is special. */
  | {
      readonly kind: 'like';
      readonly operand: TypedExpression;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    }
  | {
      readonly kind: 'case';
      readonly branches: readonly {
        readonly when: TypedExpression;
        readonly then: TypedExpression;
      }[];
      readonly otherwise: TypedExpression;
    }
  | {
      readonly kind: 'cast';
      readonly operand: TypedExpression;
      /** `widen`: an implicit cast, which cannot fail. */
      readonly onError: 'error' | 'null' | 'widen';
    }
  | {
      readonly kind: 'call';
      readonly function: ScalarFunction;
      readonly args: readonly TypedExpression[];
    }
);

/** A typed node that is a literal. */
export type LiteralExpression = Extract<TypedExpression, { kind: 'literal' }>;

// The functions of the language stand here too: a call holds its function, which speaks of calls.

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
  | 'any'
  | 'list'
  | 'item';

/** One argument of a function. */
export interface FunctionParameter {
  readonly name: string;
  /**
   * `integer`: brought to int64. `number`: int64, decimal or float64, small kinds widened. `plain`:
   * int64 or float64, decimals become float64. `float`: any number, brought to float64.
   * `temporal`: date or timestamp; timestamptz becomes timestamp (UTC). `ordered`: numbers, texts,
   * dates, timestamps. `list`: a list; `item`: brought to the type of that list's items. All arguments of kind `ordered` or `any` of one call are brought to one type.
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

/** Other expressions that a call stands for. */
export interface Expansion {
  readonly expand: (args: readonly TypedExpression[], place: Place) => TypedExpression;
}

/** How a function is written on each target, or other expressions that it stands for. */
export type FunctionEmit =
  | {
      readonly duckdb: EmitSql | Expansion;
      readonly pandas: EmitPython | Unsupported;
      readonly polars: EmitPython | Unsupported;
      readonly pyspark: EmitPython | Unsupported;
    }
  | Expansion;

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

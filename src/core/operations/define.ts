import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Becomes } from '../../shared/appliedDrift.ts';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import type { JoinKind } from '../../shared/joinFigures.ts';
import type { FittedValues, Json, Target } from '../../shared/json.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';

export type { FittedValues, Json, Target };

/** The explicit answer of a target that cannot do an operation with these params. */
export interface Unsupported {
  readonly unsupported: string;
}

/** A param, or a part of one, that is wrong: `path` leads from the step's `params` to the place. */
export class StepError extends AppError {
  override readonly path: readonly (string | number)[];

  constructor(
    path: readonly (string | number)[],
    message: string,
    hint?: string,
    code: ErrorCode = 'bad-recipe',
  ) {
    super(code, message, hint === undefined ? {} : { hint });
    this.path = path;
  }
}

/** What is known where a step's columns are worked out, before any data is read. */
export interface FlowContext<P> {
  readonly params: P;
  /** The columns that the step receives; hidden identity columns are not among them. */
  readonly input: Schema;
  /** The recipe's parameters and their types. */
  readonly parameters: Readonly<Record<string, ColumnType>>;
  /** Schemas of the recipe's sources by name; throws a `StepError` for a name that is not there. */
  readonly source: (name: string, path: readonly (string | number)[]) => Schema;
  /** Fitted values when the step has them; one-hot-encode's columns depend on them. */
  readonly fitted: FittedValues | undefined;
  /** True where the rows are no longer rows of the source, and have no order but one that is asked for. */
  readonly identityIsLost?: boolean;
}

interface EmitContext<P> extends FlowContext<P> {
  readonly id: string;
  /** The schema after the step, by the operation's own `outputSchema`. */
  readonly output: Schema;
  /** Names of hidden columns (the row identity) that must pass through; often empty. */
  readonly hidden: readonly string[];
}

/** Given to `emit.duckdb` and `fit`. */
export interface SqlContext<P> extends EmitContext<P> {
  /** The relation to select from. */
  readonly from: Sql;
  /** A parameter's value: a typed literal in a plan, `getvariable('…')` in an exported script. */
  readonly param: (name: string) => Sql;
  /** The relation of another source. */
  readonly relation: (source: string) => Sql;
}

/** Given to `emit.pandas`, `emit.polars` and `emit.pyspark`. */
export interface PythonContext<P> extends EmitContext<P> {
  /** The variable that holds the frame before and after the step: `df`. */
  readonly frame: Py;
  /** A parameter's value, e.g. `params["since"]`, already of the parameter's Python type. */
  readonly param: (name: string) => Py;
  /** The variable that holds another source's frame. */
  readonly relation: (source: string) => Py;
  /** Asks for an import line at the top of the script; each line is written once. */
  readonly import: (line: string) => void;
  /** Asks for a helper function above `transform`; `code` is a whole `def`, written once by name. */
  readonly helper: (name: string, code: string) => void;
}

/** A small table written out: the cells in the canonical text of their types, or null. */
export interface ExampleTable {
  /** `[name, type]` with the type as documents write it. */
  readonly columns: readonly (readonly [string, string])[];
  /** Numbers may stand as numbers, all else as text; `null` is null; lists and structs as JSON. */
  readonly rows: readonly (readonly Json[])[];
}

/** One worked example: shown as help, and run on every target by the conformance tests. */
export interface Example<P> {
  readonly name: string;
  readonly input: ExampleTable;
  readonly params: P;
  /** Other sources that the params name. */
  readonly sources?: Readonly<Record<string, ExampleTable>>;
  /** The recipe's parameters: `[type, value]` by name. */
  readonly parameters?: Readonly<Record<string, readonly [string, Json]>>;
  readonly output: ExampleTable;
  /** The values that fitting on `input` must give; only for operations that fit. */
  readonly fitted?: FittedValues;
}

/** What a fit asks of the engine, and how its answer becomes fitted values. */
export interface Fit {
  /** One SELECT over `ctx.from`. */
  readonly query: Sql;
  /** `rows` are the cells of the answer; 64-bit and wider integers, decimals and temporals are text. */
  readonly decode: (rows: readonly (readonly Json[])[]) => FittedValues;
  /** Where SQL of the person's own stands in the params, if the query holds any: its errors are shown there. */
  readonly ownSql?: readonly string[];
}

/**
 * What a step has learned of one column: the categories that it knows, as values of the column, or
 * the range that all values lay in (as doubles). `become`: what it makes of all others but null.
 */
export type Known = { readonly column: Column; readonly become: Becomes } & (
  | { readonly kind: 'categories'; readonly values: readonly Json[] }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
);

type EmitSql<P> = (context: SqlContext<P>) => Sql | Unsupported;
type EmitPython<P> = (context: PythonContext<P>) => readonly Py[] | Unsupported;

/** Where an operation stands in the menu, in the menu's order. */
export const operationCategories = [
  'rows',
  'columns',
  'missing',
  'text',
  'numbers',
  'dates',
  'categories',
  'tables',
  'windows',
  'split',
] as const;
/** One of `operationCategories`. */
export type OperationCategory = (typeof operationCategories)[number];

/** Which rows of another source a step's rows are put together with. */
export interface Joined {
  readonly how: JoinKind;
  readonly source: string;
  /** Columns that must be equal, and the type in which they are compared; none for `cross`. */
  readonly keys: readonly {
    readonly left: string;
    readonly right: string;
    readonly type: ColumnType;
  }[];
}

/** An operation of the catalogue. One file each; the file name is the `id`. */
export interface Operation<P> {
  readonly id: string;
  readonly version: number;
  /** Lifts params written by an older version: `upgrade[1]` turns version 1 into version 2. */
  readonly upgrade?: Readonly<Record<number, (params: Json) => Json>>;
  readonly title: string;
  readonly category: OperationCategory;
  /** Meaning in a few sentences, with what null, NaN and edges give. */
  readonly summary: string;
  /** What people of other tools call it: words that a search finds it by. */
  readonly synonyms: readonly string[];
  /**
   * The schema of the params; `.meta({ ui: … })` of its fields drives forms. What `description` says
   * stands in the form, what `about` says only on the help page.
   */
  readonly params: z.ZodType<P>;
  /** Rows after the step: the same ones, some of them, or others. */
  readonly rows: 'same' | 'fewer' | 'other';
  /** For an operation of `fewer` or `other` rows: true if with these params they stay the same ones. */
  readonly keepsRows?: (params: P) => boolean;
  /** Order after the step: as before, defined by it, or undefined. */
  readonly order: 'keeps' | 'defines' | 'loses';
  /** Whether a row still is a row of the main source afterwards. */
  readonly identity: 'keeps' | 'loses';
  /** True if these params need the row identity (ties of a sort, a split without a key). */
  readonly needsIdentity?: (params: P) => boolean;
  /**
   * True where the identity's own value decides (a seeded choice), so that a number in its place
   * does not do: rows without one need a key, by the param `key`.
   */
  readonly hashesIdentity?: boolean;
  /** Names of other sources that the params use. */
  readonly sources?: (params: P) => readonly string[];
  /** True for a step that gives columns other names and does nothing else. */
  readonly renames?: boolean;
  /** For an operation that joins: how, so that its matches can be counted beforehand. */
  readonly joins?: (context: FlowContext<P>) => Joined;
  /** The part column that the step adds, when it splits. */
  readonly splits?: (params: P) => { readonly as: string; readonly parts: readonly string[] };
  /** The schema after the step. Throws `StepError` for a column that is gone, of a wrong type, … */
  readonly outputSchema: (context: FlowContext<P>) => Schema;
  /** For an operation with `fit`: whether these params learn at all; by default they do. */
  readonly learns?: (params: P) => boolean;
  /** How the names of columns begin that are there only once the step has learned. */
  readonly learnsColumns?: (params: P) => readonly string[];
  /**
   * Whether the columns that the step learned are those that these params give over these columns
   * above; `undefined` where the learned values do not tell. Asked only where `fitted` is there.
   */
  readonly columnsHold?: (context: FlowContext<P>) => boolean | undefined;
  /** Learns from data; the values then come to `emit` as `fitted`. */
  readonly fit?: (context: SqlContext<P>) => Fit;
  /**
   * What the step knows of its columns from what it learned, so that other data can be held against
   * it; asked only where `fitted` is there. Absent for an operation whose values know no others.
   */
  readonly knows?: (context: FlowContext<P>) => readonly Known[];
  /** An aggregate over `ctx.from`: how many values became null because they failed (cast, overflow, 1/0). */
  readonly nulled?: (context: SqlContext<P>) => Sql | undefined;
  /** `duckdb`: one SELECT over `ctx.from` that passes `ctx.hidden` through. Python: lines that rebind `ctx.frame`. */
  readonly emit: {
    readonly duckdb: EmitSql<P>;
    readonly pandas: EmitPython<P>;
    readonly polars: EmitPython<P>;
    readonly pyspark: EmitPython<P>;
  };
  readonly examples: readonly [Example<P>, ...Example<P>[]];
}

/** Declares an operation; the params' type follows from the zod schema. */
export function defineOperation<P>(operation: Operation<P>): Operation<P> {
  return operation;
}

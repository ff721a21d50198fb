import type { z } from 'zod';
import type { ColumnType, Schema } from '../../shared/columnType.ts';
import type { Json } from '../../shared/json.ts';
import type { Check } from '../../shared/recipe.ts';
import type { ExampleTable, Unsupported } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';

/** The id of a rule. */
export type RuleId = Check['rule'];

/** A check of one rule. */
export type CheckOf<R extends RuleId> = Extract<Check, { readonly rule: R }>;

type Params<R extends RuleId> = Omit<CheckOf<R>, 'rule' | 'severity'>;

/** What is known of the table that is checked, before any data is read. */
export interface CheckScope {
  /** The final columns. */
  readonly schema: Schema;
  /** The recipe's parameters and their types. */
  readonly parameters: Readonly<Record<string, ColumnType>>;
  /** The schemas of the recipe's sources by name. */
  readonly sources: Readonly<Record<string, Schema>>;
}

/** A check and what is known of its table. */
export interface CheckContext<R extends RuleId> extends CheckScope {
  readonly check: CheckOf<R>;
}

/** Given to `emit.duckdb`. */
export interface CheckSqlContext<R extends RuleId> extends CheckContext<R> {
  /** The final table: a name, or a SELECT in brackets. */
  readonly from: Sql;
  /** A parameter's value. */
  readonly param: (name: string) => Sql;
  /** The relation of a source. */
  readonly relation: (source: string) => Sql;
}

/** Given to the Python emits. */
export interface CheckPythonContext<R extends RuleId> extends CheckContext<R> {
  /** The final table: `table`, in pandas an Arrow table. */
  readonly table: Py;
  /** What columns of expressions are taken from; in pandas the frame of `table`, made when it is asked for. */
  readonly frame: Py;
  /** A parameter's value, of the parameter's Python type. */
  readonly param: (name: string) => Py;
  /** The variable that holds a source's frame. */
  readonly relation: (source: string) => Py;
  /** Asks for an import line at the top of the script; each line is written once. */
  readonly import: (line: string) => void;
  /** Asks for a helper function; `code` is a whole `def`, written once by name. */
  readonly helper: (name: string, code: string) => void;
}

/** A check as SQL. */
export interface CheckSql {
  /**
   * One row: `failed` (boolean), `found` (the figure that speaks for or against it, null where there is
   * none), and where it makes sense `judged` (how many rows it speaks of).
   */
  readonly counts: Sql;
  /** True if `found` may be null. */
  readonly mayLack?: true;
  /** At most `sampleRows` rows that break the rule, with the columns that it names. */
  readonly sample?: Sql;
}

/** Lines of a script that leave a check's figure in the variable `found`. */
export interface CheckLines {
  readonly lines: readonly Py[];
  /** An expression: whether the rule is broken. */
  readonly broken: Py;
}

/** A column that a check names, and where in the check. */
export interface NamedColumn {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** One worked example: shown as help, and run on every target by the conformance tests. */
export interface CheckExample<R extends RuleId> {
  readonly name: string;
  readonly input: ExampleTable;
  /** Other sources that the check names. */
  readonly sources?: Readonly<Record<string, ExampleTable>>;
  /** The recipe's parameters: `[type, value]` by name. */
  readonly parameters?: Readonly<Record<string, readonly [string, Json]>>;
  readonly check: Params<R>;
  readonly failed: boolean;
  /** `any`: it hangs on the clock. */
  readonly found: number | null | 'any';
  /** Rows that the rule speaks of; null where it is about no rows. */
  readonly of: number | null;
  /** The rows that are shown, in the canonical texts of their cells; absent where a rule shows none. */
  readonly sample?: readonly (readonly (string | null)[])[];
}

type EmitPython<R extends RuleId> = (context: CheckPythonContext<R>) => CheckLines | Unsupported;

/** A rule of the catalogue. One file each; the file name is the `id`. */
export interface CheckRule<R extends RuleId> {
  readonly id: R;
  readonly title: string;
  /** Meaning in a few sentences, with what null and NaN count as. */
  readonly summary: string;
  /** The schemas of the params, in the order of the form; `.meta({ ui: … })` drives it. */
  readonly params: { readonly [K in keyof Params<R>]-?: z.ZodType<Params<R>[K]> };
  /** The rule in words: “user_id is never null”. Runs, scripts and panels show it. */
  readonly words: (check: CheckOf<R>) => string;
  /** The columns of the final table that it names. */
  readonly columns: (check: CheckOf<R>) => readonly NamedColumn[];
  /** The sources that it reads besides the final table. */
  readonly sources?: (check: CheckOf<R>) => readonly string[];
  /** What is wrong apart from columns that are gone, without data. Throws `StepError`. */
  readonly validate?: (context: CheckContext<R>) => void;
  readonly emit: {
    readonly duckdb: (context: CheckSqlContext<R>) => CheckSql;
    readonly pandas: EmitPython<R>;
    readonly polars: EmitPython<R>;
    readonly pyspark: EmitPython<R>;
  };
  readonly examples: readonly [CheckExample<R>, ...CheckExample<R>[]];
}

/** How many rows that break a rule are shown. */
export const sampleRows = 5;

/** Declares a rule. */
export function defineCheck<R extends RuleId>(rule: CheckRule<R>): CheckRule<R> {
  return rule;
}

import type { ReadFormat } from '../../shared/source.ts';
import type { CsvOptions } from '../../shared/recipe.ts';
import type { Json } from '../operations/define.ts';

/**
 * `input/code/plan.json` of a job directory: all that `run.py` needs, in the order it is run.
 *
 * In SQL, `{name}` stands for the list literal of source `name`'s files and `{name.base}` for the
 * text literal of the folder that holds them; `run.py` puts both in for the machine it runs on.
 */
export interface Plan {
  readonly sluicePlan: 1;
  readonly name: string;
  readonly recipe: { readonly sha256: string };
  readonly versions: { readonly sluice: string; readonly duckdb: string };
  readonly parameters: Readonly<Record<string, Json>>;
  /** `false`: nothing was fitted; else the steps whose values were learned on the training part or on all rows. */
  readonly fitted: Readonly<
    Record<string, { readonly on: 'train' | 'all'; readonly prefix: string }>
  >;
  readonly sources: Readonly<Record<string, PlanSource>>;
  /** Run one after another before anything else: settings, views, and the result table unless an output is `direct`. */
  readonly statements: readonly string[];
  /** Rows and failed values per step; each SQL gives one row with one integer. */
  readonly steps: readonly PlanStep[];
  readonly checks: readonly PlanCheck[];
  readonly outputs: readonly PlanOutput[];
}

/** An input and what it must be: `run.py` fails on any difference. */
export interface PlanSource {
  readonly uri: string;
  readonly format: ReadFormat;
  readonly options: CsvOptions;
  readonly snapshot: string;
  /** In byte order; `path` is relative to `input/data/<source>/`. */
  readonly files: readonly PlanFile[];
}

/** One input file: its size, and a checksum where one is known. */
export interface PlanFile {
  readonly path: string;
  readonly size: number;
  readonly checksum?: { readonly algorithm: 'md5' | 'sha256'; readonly value: string };
}

/** A step's counts. Without `rowsOut` its rows are as many as before it, or as were `written`. */
export interface PlanStep {
  readonly id: string;
  readonly op: string;
  readonly rowsIn?: string;
  readonly rowsOut?: string;
  /** Its rows are all those of the direct output. */
  readonly written?: true;
  readonly nulled?: string;
}

/** `sql` gives one row: how many rows break the rule (for row-count: the count itself, in `found`). */
export interface PlanCheck {
  readonly rule: string;
  readonly severity: 'error' | 'warn';
  /** The rule in words: “user_id is never null”. */
  readonly title: string;
  /** One row: `failed` (boolean), `found` (a number or null), and how many rows it speaks of, or null. */
  readonly sql: string;
  /** A few of the rows that break it, their cells as texts. */
  readonly sample?: string;
}

/**
 * `sql` is the SELECT to write. A `direct` output is the only one: its `sql` is the whole recipe, and
 * `sluice_result`, which checks read, is then the file that was written. `refuse` gives one row with the
 * number of rows that CSV for training cannot hold.
 */
export interface PlanOutput {
  readonly name: string;
  readonly uri: string;
  readonly format: 'parquet' | 'csv';
  readonly sql: string;
  /** What stands between the brackets of `COPY … TO … (…)`. */
  readonly copyOptions: string;
  readonly direct?: true;
  readonly refuse?: { readonly sql: string; readonly message: string };
}

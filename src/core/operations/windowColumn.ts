import type { ColumnType } from '../../shared/columnType.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';
import type { PythonContext } from './define.ts';

/** The rows of a frame around the current one: so many before it and after it; `all` has no end. */
export interface Frame {
  readonly before: number | 'all';
  readonly after: number | 'all';
}

/**
 * The rows of the group whose `key`, a whole number that is never null, lies from `far` to `near`
 * below that of the current row; rows with the same key are all in or all out.
 */
export interface RangeFrame {
  readonly key: string;
  readonly far: number;
  readonly near: number;
}

/** From the first row of the group to the current one. */
export const soFar: Frame = { before: 'all', after: 0 };

/** What a column over a window may use on DuckDB. */
export interface DuckdbWindow {
  /** `OVER (PARTITION BY … ORDER BY … ROWS …)`; without a frame there is no ROWS. */
  readonly over: (frame?: Frame | RangeFrame) => Sql;
  /** `OVER (PARTITION BY … ORDER BY …)` by this column alone, with this frame, within these columns too. */
  readonly within: (key: string, frame: Sql, more: readonly string[]) => Sql;
  /** `OVER (PARTITION BY … ORDER BY …)` by the keys that the user named alone. */
  readonly ties: Sql;
  /** `OVER (PARTITION BY …)`: the whole group, or by these columns too. */
  readonly whole: (more?: readonly string[]) => Sql;
}

/** What a column over a window may use in Python. */
export interface PythonWindow {
  readonly context: PythonContext<unknown>;
}

/** pandas: the rows stand in `ordered`, whose index leads back to the frame. */
export interface PandasWindow extends PythonWindow {
  /** A column of the rows in order. */
  readonly column: (name: string) => Py;
  /** The rows in order. */
  readonly ordered: Py;
  /** The number of each row's group, a Series beside `ordered`. */
  readonly group: () => Py;
  /** The number of each row's group by these columns, too: an expression. */
  readonly groupBy: (more: readonly string[]) => Py;
  /** A Series, grouped where there are group columns. */
  readonly within: (series: Py) => Py;
}

/** polars: the rows stand in order. */
export interface PolarsWindow extends PythonWindow {
  /** `….over(…)` where there are group columns, or by these columns too. */
  readonly over: (expression: Py, more?: readonly Py[]) => Py;
}

/** PySpark. */
export interface SparkWindow extends PythonWindow {
  /** `….over(window)`, with a frame `….over(window.rowsBetween(…))`. */
  readonly over: (expression: Py, frame?: Frame | RangeFrame) => Py;
  /** The same by the keys that the user named alone. */
  readonly ties: (expression: Py) => Py;
  /** The same over the whole group, or by these columns too. */
  readonly whole: (expression: Py, more?: readonly Py[]) => Py;
}

/** A column worked out over a window, as each target writes it: exactly of the type. */
export interface WindowColumn {
  /** A column of that name is replaced in its place, else the new one comes last. */
  readonly name: string;
  readonly type: ColumnType;
  /**
   * Worked out before, from the same rows, and gone afterwards: what `duckdb` reads by name. Of one
   * list after the other, each may read those before it, and put others in their places.
   */
  readonly duckdbFirst?: (window: DuckdbWindow) => readonly (readonly (readonly [string, Sql])[])[];
  readonly duckdb: (window: DuckdbWindow) => Sql;
  readonly pandas: (window: PandasWindow) => Py;
  /** The same for `polars`, one after the other. */
  readonly polarsFirst?: (window: PolarsWindow) => readonly (readonly [string, Py])[];
  readonly polars: (window: PolarsWindow) => Py;
  readonly pyspark: (window: SparkWindow) => Py;
}

/** The name of a column that a step needs only on the way. */
export function passing(name: string): string {
  return `__sluice_${name}`;
}

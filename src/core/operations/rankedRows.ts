import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { duckdbOrder, sparkOrder } from './sortKeys.ts';
import type { SortKey } from './sortKeys.ts';

/** `OVER (PARTITION BY … ORDER BY …)`: rows with equal values in `groups`, in order of `keys`. */
export function duckdbWindow(groups: readonly string[], keys: readonly SortKey[] = []): Sql {
  return duckdbOrderWindow(groups, keys.length === 0 ? undefined : duckdbOrder(keys));
}

/** As `duckdbWindow`, with the order as SQL. */
export function duckdbOrderWindow(groups: readonly string[], order?: Sql): Sql {
  const by = order === undefined ? sql`` : sql` ORDER BY ${order}`;
  return sql`OVER (PARTITION BY ${joinSql(groups.map(ident))}${by})`;
}

/** Lines that name a Spark window `window`; asks for the imports. */
export function sparkWindow(
  groups: readonly string[],
  keys: readonly SortKey[],
  context: { readonly import: (line: string) => void },
): readonly Py[] {
  context.import('from pyspark.sql import functions as F');
  context.import('from pyspark.sql.window import Window');
  const by = py`window = Window.partitionBy(${joinPy(groups.map(sparkName))})`;
  return keys.length === 0 ? [by] : pythonLines(py`${by}.orderBy(`, sparkOrder(keys), py`)`);
}

/** Lines that keep the rows for which `test` of a window's `value` holds. */
export function sparkKept(frame: Py, value: Py, test: (place: Py) => Py): readonly Py[] {
  const name = py`"__sluice_place"`;
  return [
    py`${frame} = ${frame}.withColumn(${name}, ${value}.over(window))`,
    py`${frame} = ${frame}.filter(${test(py`F.col(${name})`)}).drop(${name})`,
  ];
}

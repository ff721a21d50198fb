import type { Column } from '../../shared/columnType.ts';
import { sqlLiteral } from '../expression/literal.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { categoryLiterals } from './unseenCheck.ts';
import type { KnownCategories } from './unseenCheck.ts';

/** A column of lists, and the labels that its items may be. */
export interface KnownLabels {
  /** The column that holds the lists. */
  readonly list: string;
  /** The labels, of the type that an item has, with the column that people know. */
  readonly known: KnownCategories;
}

type Python = Pick<PythonContext<unknown>, 'frame' | 'import' | 'helper'>;

/** True, or the end of the run for a label that was not seen. */
export function duckdbLabels({ list, known }: KnownLabels): Sql {
  const labels = known.categories.map((label) => sqlLiteral(label, known.column.type));
  const isUnseen =
    labels.length === 0 ? sql`label IS NOT NULL` : sql`label NOT IN (${joinSql(labels)})`;
  const unseen = sql`list_filter(${ident(list)}, lambda label: ${isUnseen})`;
  const words = sql`${lit(wordsOf(known.column))} || ${unseen}[1]::VARCHAR`;
  return sql`CASE WHEN len(${unseen}) > 0 THEN error(${words}) ELSE TRUE END`;
}

/** Lines that end the run for a label that was not seen. */
export function pandasLabels({ list, known }: KnownLabels, context: Python): readonly Py[] {
  const values = categoryLiterals(known, context, 'pandas');
  return [
    py`labels = ${context.frame}[${pyLit(list)}].list.flatten()`,
    py`unseen = labels[~labels.isin(${values}) & labels.notna()]`,
    py`if len(unseen) > 0:`,
    py`    raise ValueError(${pyLit(wordsOf(known.column))} + str(unseen.iloc[0]))`,
  ];
}

/** As `pandasLabels`; a filter, since polars would leave out a column that nobody reads. */
export function polarsLabels({ list, known }: KnownLabels, context: Python): readonly Py[] {
  const { frame } = context;
  context.import('import polars as pl');
  context.helper('only_known_labels', onlyKnownLabels);
  const values = categoryLiterals(known, context, 'polars');
  return [
    py`${frame} = ${frame}.filter(`,
    py`    ${polarsColumn(list)}.map_batches(`,
    py`        lambda lists: only_known_labels(lists, ${values}, ${pyLit(wordsOf(known.column))}),`,
    py`        return_dtype=pl.Boolean,`,
    py`    )`,
    py`)`,
  ];
}

/** As `pandasLabels`. */
export function sparkLabels({ list, known }: KnownLabels, context: Python): readonly Py[] {
  const { frame } = context;
  context.import('from pyspark.sql import functions as F');
  const values = categoryLiterals(known, context, 'pyspark');
  const isUnseen = py`label.isNotNull() & ~label.isin(${values})`;
  const error = py`F.raise_error(F.concat(F.lit(${pyLit(wordsOf(known.column))}), unseen[0].cast("string")))`;
  return [
    py`unseen = F.filter(${sparkColumn(list)}, lambda label: ${isUnseen})`,
    py`${frame} = ${frame}.filter(F.when(F.size(unseen) > 0, ${error}.cast("boolean")).otherwise(True))`,
  ];
}

function wordsOf({ name }: Column): string {
  return `${name} holds a label that was not seen: `;
}

const onlyKnownLabels = `def only_known_labels(lists, known, words):
    """True for each list; fails for a label that was not seen when the labels were learned."""
    labels = pl.DataFrame({"label": lists.explode()})
    unseen = labels.filter(~pl.col("label").is_in(known))
    if len(unseen) > 0:
        raise ValueError(f"{words}{unseen.item(0, 0)}")
    return pl.repeat(True, len(lists), eager=True)
`;

import type { Column } from '../../shared/columnType.ts';
import { literalImports, pythonLiteral, sqlLiteral } from '../expression/literal.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Json, PythonContext, Target } from './define.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { sparkLiteral } from './sparkLiteral.ts';

/** A column, and the categories that were seen in it when a step learned. */
export interface KnownCategories {
  readonly column: Column;
  readonly categories: readonly Json[];
}

type Python = Pick<PythonContext<unknown>, 'frame' | 'import' | 'helper'>;

/** Whether a value is there and was not seen. */
export function duckdbUnseen({ column, categories }: KnownCategories): Sql {
  const source = ident(column.name);
  if (categories.length === 0) return sql`${source} IS NOT NULL`;
  const list = joinSql(categories.map((category) => sqlLiteral(category, column.type)));
  return sql`${source} NOT IN (${list})`;
}

/** True, or the end of the run. */
export function duckdbCheck(encoded: KnownCategories): Sql {
  const { name } = encoded.column;
  const words = lit(unseenWords(encoded));
  return sql`CASE WHEN ${duckdbUnseen(encoded)} THEN error(${words} || ${ident(name)}::VARCHAR) ELSE TRUE END`;
}

/** Lines that end the run for a value that was not seen. */
export function pandasCheck(known: KnownCategories, context: Python): readonly Py[] {
  const source = py`${context.frame}[${pyLit(known.column.name)}]`;
  const values = categoryLiterals(known, context, 'pandas');
  return [
    py`unseen = ${source}[~${source}.isin(${values}) & ${source}.notna()]`,
    py`if len(unseen) > 0:`,
    py`    raise ValueError(f${unseenText(known)})`,
  ];
}

/** As `pandasCheck`. */
export function polarsCheck(known: KnownCategories, context: Python): readonly Py[] {
  const { frame } = context;
  context.helper('only_known', onlyKnown);
  return [
    py`${frame} = ${frame}.with_columns(`,
    py`    ${polarsColumn(known.column.name)}.map_batches(`,
    py`        lambda values: only_known(values, ${categoryLiterals(known, context, 'polars')}),`,
    py`        return_dtype=pl.self_dtype(),`,
    py`    )`,
    py`)`,
  ];
}

/** Whether a value is there and was not seen. */
export function sparkUnseen(known: KnownCategories, context: Python): Py {
  const source = sparkColumn(known.column.name);
  // Of an empty list Spark says false for null too, not null.
  return py`${source}.isNotNull() & ~${source}.isin(${categoryLiterals(known, context, 'pyspark')})`;
}

/** As `pandasCheck`. */
export function sparkCheck(known: KnownCategories, context: Python): readonly Py[] {
  const { frame } = context;
  const shown = py`${sparkColumn(known.column.name)}.cast("string")`;
  const error = py`F.raise_error(F.concat(F.lit(${pyLit(unseenWords(known))}), ${shown}))`;
  return [
    py`${frame} = ${frame}.filter(F.when(${sparkUnseen(known, context)}, ${error}.cast("boolean")).otherwise(True))`,
  ];
}

function unseenWords({ column }: KnownCategories): string {
  return `${column.name} holds a value that was not seen: `;
}

/** A category as a Python value, on Spark as a column of its type. */
export function categoryLiteral(
  value: Json,
  { column }: KnownCategories,
  context: Pick<PythonContext<unknown>, 'import'>,
  target: Exclude<Target, 'duckdb'>,
): Py {
  if (target === 'pyspark') return sparkLiteral(value, column.type, context);
  for (const line of literalImports(column.type)) context.import(line);
  return pythonLiteral(value, column.type, target);
}

/** All known categories as a Python list. */
export function categoryLiterals(
  encoded: KnownCategories,
  context: Pick<PythonContext<unknown>, 'import'>,
  target: Exclude<Target, 'duckdb'>,
): Py {
  const values = encoded.categories.map((value) =>
    categoryLiteral(value, encoded, context, target),
  );
  return py`[${joinPy(values)}]`;
}

/** The text behind `f`: braces of the name are doubled, the first unseen value is put in. */
function unseenText({ column }: KnownCategories): Py {
  const name = column.name.replaceAll('{', '{{').replaceAll('}', '}}');
  return pyLit(`${name} holds a value that was not seen: {unseen.iloc[0]}`);
}

const onlyKnown = `def only_known(values, known):
    """The values themselves; fails for one that was not seen when the categories were learned."""
    unseen = pl.DataFrame({"value": values}).filter(~pl.col("value").is_in(known))
    if len(unseen) > 0:
        raise ValueError(f"{values.name} holds a value that was not seen: {unseen.item(0, 0)}")
    return values
`;

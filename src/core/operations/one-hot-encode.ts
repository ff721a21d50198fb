import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { literalImports, pythonLiteral, sqlLiteral } from '../expression/literal.ts';
import { defineOperation } from './define.ts';
import type { FittedValues, Json, PythonContext, Target } from './define.ts';
import { encodedColumns } from './oneHotColumns.ts';
import type { EncodedColumn, Indicator, OneHotParams } from './oneHotColumns.ts';
import { columns } from './params.ts';
import { sparkLiteral } from './sparkLiteral.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { oneHotEncodeExamples } from './examples/oneHotEncode.ts';

const params = z.strictObject({
  columns: columns(),
  maxCategories: z.int().min(1).max(10_000).default(50),
  unseen: z.enum(['zeros', 'error', 'other']).default('zeros'),
  nulls: z.enum(['zeros', 'column']).default('zeros'),
  dropFirst: z.boolean().default(false),
  keep: z.boolean().default(false),
});

export default defineOperation<OneHotParams>({
  id: 'one-hot-encode',
  version: 1,
  title: 'One-hot encode',
  category: 'categories',
  summary:
    'Turns each category into an int8 column <column>_<value> of 0 and 1, at the end of the table, in byte order of the values. The categories are learned once and kept in the recipe; a value that was not seen then gives zeros, an error, or a 1 in <column>_other; null gives zeros or a 1 in <column>_null.',
  synonyms: ['dummies', 'get dummies', 'get_dummies', 'indicator', 'categorical'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const encoded = encodedColumns(context);
    const { params, input } = context;
    return [
      ...input.filter((column) => params.keep || !params.columns.includes(column.name)),
      ...encoded.flatMap(({ indicators }) =>
        indicators.map(({ name }) => ({ name, type: { kind: 'int8' } as const })),
      ),
    ];
  },
  learnsColumns: ({ columns }) => columns.map((name) => `${name}_`),
  fit: ({ params, from }) => ({
    query: sql`SELECT i, v FROM (${joinSql(
      params.columns.map(
        (name, index) =>
          sql`(SELECT ${lit(index)} AS i, v FROM (SELECT DISTINCT ${ident(name)}::VARCHAR AS v FROM ${from} WHERE ${ident(name)} IS NOT NULL LIMIT ${lit(params.maxCategories + 1)}))`,
      ),
      ' UNION ALL ',
    )}) ORDER BY i, v`,
    decode: (rows) => decode(params, rows),
  }),
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const encodeds = encodedColumns(context);
      const added = encodeds.flatMap((encoded) =>
        encoded.indicators.map(
          (indicator) => sql`${duckdbIndicator(encoded, indicator)} AS ${ident(indicator.name)}`,
        ),
      );
      const dropped = joinSql(params.columns.map(ident));
      const kept = params.keep ? sql`*` : sql`* EXCLUDE (${dropped})`;
      const { input, hidden } = context;
      // Without its last column a table would be no table, so `* EXCLUDE` may not come out empty.
      const nothingKept =
        !params.keep && input.length === params.columns.length && hidden.length === 0;
      const select = sql`SELECT ${joinSql(nothingKept ? added : [kept, ...added])} FROM ${from}`;
      return params.unseen === 'error'
        ? sql`${select} WHERE ${joinSql(encodeds.map(duckdbCheck), ' AND ')}`
        : select;
    },
    pandas: (context) => {
      const { params, frame } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const lines = encodedColumns(context).flatMap((encoded) => {
        const source = py`${frame}[${pyLit(encoded.column.name)}]`;
        const values = literals(encoded, context, 'pandas');
        const known = py`${source}.isin(${values})`;
        return [
          ...(params.unseen === 'error'
            ? [
                py`unseen = ${source}[~${known} & ${source}.notna()]`,
                py`if len(unseen) > 0:`,
                py`    raise ValueError(f${unseenText(encoded)})`,
              ]
            : []),
          ...encoded.indicators.map((indicator) => {
            const test = {
              value: () =>
                py`(${source} == ${literal(indicator.value, encoded, context, 'pandas')}).fillna(False)`,
              other: () => py`(~${known} & ${source}.notna())`,
              null: () => py`${source}.isna()`,
            }[indicator.kind]();
            return py`${frame}[${pyLit(indicator.name)}] = ${test}.astype(pd.ArrowDtype(pa.int8()))`;
          }),
        ];
      });
      const drop = pythonLines(
        py`${frame} = ${frame}.drop(columns=[`,
        params.columns.map((name) => pyLit(name)),
        py`])`,
      );
      return params.keep ? lines : [...lines, ...drop];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const encodeds = encodedColumns(context);
      const checks =
        params.unseen === 'error'
          ? encodeds.flatMap((encoded) => {
              context.helper('only_known', onlyKnown);
              const source = polarsColumn(encoded.column.name);
              return [
                py`${frame} = ${frame}.with_columns(`,
                py`    ${source}.map_batches(`,
                py`        lambda values: only_known(values, ${literals(encoded, context, 'polars')}),`,
                py`        return_dtype=pl.self_dtype(),`,
                py`    )`,
                py`)`,
              ];
            })
          : [];
      const added = encodeds.flatMap((encoded) => {
        const source = polarsColumn(encoded.column.name);
        return encoded.indicators.map((indicator) => {
          const test = {
            value: () =>
              py`(${source} == ${literal(indicator.value, encoded, context, 'polars')}).fill_null(False)`,
            other: () =>
              py`(~${source}.is_in(${literals(encoded, context, 'polars')})).fill_null(False)`,
            null: () => py`${source}.is_null()`,
          }[indicator.kind]();
          return py`${test}.cast(pl.Int8).alias(${pyLit(indicator.name)})`;
        });
      });
      const kept = context.output.map((column) => polarsColumn(column.name));
      const hidden = context.hidden.map(polarsColumn);
      return [
        ...checks,
        ...(added.length === 0
          ? []
          : pythonLines(py`${frame} = ${frame}.with_columns(`, added, py`)`)),
        ...(params.keep
          ? []
          : pythonLines(py`${frame} = ${frame}.select(`, [...kept, ...hidden], py`)`)),
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const encodeds = encodedColumns(context);
      // Of an empty list Spark says false for null too, not null.
      const unseenIn = (encoded: EncodedColumn): Py => {
        const source = sparkColumn(encoded.column.name);
        return py`${source}.isNotNull() & ~${source}.isin(${literals(encoded, context, 'pyspark')})`;
      };
      const checks = encodeds.map((encoded) => {
        const shown = py`${sparkColumn(encoded.column.name)}.cast("string")`;
        const error = py`F.raise_error(F.concat(F.lit(${pyLit(unseenWords(encoded))}), ${shown}))`;
        return py`${frame} = ${frame}.filter(F.when(${unseenIn(encoded)}, ${error}.cast("boolean")).otherwise(True))`;
      });
      const added = encodeds.flatMap((encoded) => {
        const source = sparkColumn(encoded.column.name);
        return encoded.indicators.map((indicator) => {
          const test = {
            value: () => py`${source} == ${literal(indicator.value, encoded, context, 'pyspark')}`,
            other: () => unseenIn(encoded),
            null: () => py`${source}.isNull()`,
          }[indicator.kind]();
          return py`${pyLit(indicator.name)}: F.coalesce(${test}, F.lit(False)).cast("tinyint")`;
        });
      });
      return [
        ...(params.unseen === 'error' ? checks : []),
        ...(added.length === 0
          ? []
          : pythonLines(py`${frame} = ${frame}.withColumns({`, added, py`})`)),
        ...(params.keep
          ? []
          : pythonLines(
              py`${frame} = ${frame}.drop(`,
              params.columns.map((name) => pyLit(name)),
              py`)`,
            )),
      ];
    },
  },
  examples: oneHotEncodeExamples,
});

function duckdbIndicator(encoded: EncodedColumn, indicator: Indicator): Sql {
  const source = ident(encoded.column.name);
  const test = {
    value: () => sql`${source} = ${sqlLiteral(indicator.value, encoded.column.type)}`,
    other: () => duckdbUnseen(encoded),
    null: () => sql`${source} IS NULL`,
  }[indicator.kind]();
  return sql`(CASE WHEN ${test} THEN 1 ELSE 0 END)::TINYINT`;
}

function duckdbUnseen({ column, categories }: EncodedColumn): Sql {
  const source = ident(column.name);
  if (categories.length === 0) return sql`${source} IS NOT NULL`;
  const list = joinSql(categories.map((category) => sqlLiteral(category, column.type)));
  return sql`${source} NOT IN (${list})`;
}

/** True, or the end of the run. */
function duckdbCheck(encoded: EncodedColumn): Sql {
  const { name } = encoded.column;
  const words = lit(unseenWords(encoded));
  return sql`CASE WHEN ${duckdbUnseen(encoded)} THEN error(${words} || ${ident(name)}::VARCHAR) ELSE TRUE END`;
}

function unseenWords({ column }: EncodedColumn): string {
  return `${column.name} holds a value that was not seen: `;
}

function literal(
  value: Json,
  { column }: EncodedColumn,
  context: Pick<PythonContext<unknown>, 'import'>,
  target: Exclude<Target, 'duckdb'>,
): Py {
  if (target === 'pyspark') return sparkLiteral(value, column.type, context);
  for (const line of literalImports(column.type)) context.import(line);
  return pythonLiteral(value, column.type, target);
}

function literals(
  encoded: EncodedColumn,
  context: Pick<PythonContext<unknown>, 'import'>,
  target: Exclude<Target, 'duckdb'>,
): Py {
  const values = encoded.categories.map((value) => literal(value, encoded, context, target));
  return py`[${joinPy(values)}]`;
}

/** The text behind `f`: braces of the name are doubled, the first unseen value is put in. */
function unseenText({ column }: EncodedColumn): Py {
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

function decode(params: OneHotParams, rows: readonly (readonly Json[])[]): FittedValues {
  const found: Record<string, string[]> = Object.fromEntries(
    params.columns.map((name) => [name, []]),
  );
  for (const [index, text] of rows) {
    const name = params.columns[Number(index)];
    if (name !== undefined)
      found[name]?.push(typeof text === 'string' ? text : JSON.stringify(text));
  }
  for (const [name, categories] of Object.entries(found)) {
    if (categories.length > params.maxCategories) {
      throw new AppError(
        'bad-data',
        `“${name}” holds more than ${String(params.maxCategories)} categories.`,
        { hint: 'Group rare values first, leave the column out, or raise maxCategories.' },
      );
    }
  }
  return found;
}

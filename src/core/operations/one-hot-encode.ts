import { z } from 'zod';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { sqlLiteral } from '../expression/literal.ts';
import { defineOperation } from './define.ts';
import type { FittedValues, Json } from './define.ts';
import { pandasMade, polarsMade, sparkMade } from './madeColumns.ts';
import { encodedColumns } from './oneHotColumns.ts';
import type { EncodedColumn, Indicator, OneHotParams } from './oneHotColumns.ts';
import { columns } from './params.ts';
import { partedByValue } from './sameCode.ts';
import { requireFewValues } from './tooMany.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import {
  categoryLiteral as literal,
  categoryLiterals as literals,
  duckdbCheck,
  duckdbUnseen,
  pandasCheck,
  polarsCheck,
  sparkCheck,
  sparkUnseen,
} from './unseenCheck.ts';
import { oneHotEncodeExamples } from './examples/oneHotEncode.ts';

const params = z.strictObject({
  columns: columns(),
  maxCategories: z.int().min(1).max(10_000).default(50).meta({
    description: 'With more categories, each of which would be a column, the step fails.',
  }),
  unseen: z.enum(['zeros', 'error', 'other']).default('zeros').meta({
    description:
      'Values not there when the step learned; error: the run stops; other: a 1 in a column “other”.',
  }),
  nulls: z.enum(['zeros', 'column']).default('zeros').meta({
    description: 'zeros: a missing value gives 0 in each column. column: a 1 in a column “null”.',
  }),
  dropFirst: z.boolean().default(false).meta({
    description: 'Leaves out the column of the first category, which then is 0 in all others.',
  }),
  keep: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the columns themselves stay, too.' }),
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
    query: sql`SELECT i, v, n FROM (${joinSql(
      params.columns.map(
        (name, index) =>
          sql`(SELECT ${lit(index)} AS i, v, count(*) OVER () AS n FROM (SELECT DISTINCT ${ident(name)}::VARCHAR AS v FROM ${from} WHERE ${ident(name)} IS NOT NULL) LIMIT ${lit(params.maxCategories + 1)})`,
      ),
      ' UNION ALL ',
    )}) ORDER BY i, v`,
    decode: (rows) => decode(params, rows),
  }),
  knows: (context) =>
    encodedColumns(context).map(({ column, categories }) => ({
      ...{ kind: 'categories', column, values: categories, become: context.params.unseen },
    })),
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
        const known = py`${source}.isin(${literals(encoded, context, 'pandas')})`;
        const columns = encoded.indicators.map(({ name, kind, value }) => {
          const test = {
            value: () =>
              py`(${source} == ${literal(value, encoded, context, 'pandas')}).fillna(False)`,
            other: () => py`(~${known} & ${source}.notna())`,
            null: () => py`${source}.isna()`,
          }[kind]();
          return { name, value: py`${test}.astype(pd.ArrowDtype(pa.int8()))` };
        });
        return [
          ...(params.unseen === 'error' ? pandasCheck(encoded, context) : []),
          ...pandasMade(partedByValue(columns, false), frame),
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
          ? encodeds.flatMap((encoded) => polarsCheck(encoded, context))
          : [];
      const added = encodeds.flatMap((encoded) => {
        const source = polarsColumn(encoded.column.name);
        const columns = encoded.indicators.map(({ name, kind, value }) => {
          const test = {
            value: () =>
              py`(${source} == ${literal(value, encoded, context, 'polars')}).fill_null(False)`,
            other: () =>
              py`(~${source}.is_in(${literals(encoded, context, 'polars')})).fill_null(False)`,
            null: () => py`${source}.is_null()`,
          }[kind]();
          return { name, value: py`${test}.cast(pl.Int8)` };
        });
        return polarsMade(partedByValue(columns, true), frame);
      });
      const kept = context.output.map((column) => polarsColumn(column.name));
      const hidden = context.hidden.map(polarsColumn);
      return [
        ...checks,
        ...added,
        ...(params.keep
          ? []
          : pythonLines(py`${frame} = ${frame}.select(`, [...kept, ...hidden], py`)`)),
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const encodeds = encodedColumns(context);
      const added = encodeds.flatMap((encoded) => {
        const source = sparkColumn(encoded.column.name);
        const columns = encoded.indicators.map(({ name, kind, value }) => {
          const test = {
            value: () => py`${source} == ${literal(value, encoded, context, 'pyspark')}`,
            other: () => sparkUnseen(encoded, context),
            null: () => py`${source}.isNull()`,
          }[kind]();
          return { name, value: py`F.coalesce(${test}, F.lit(False)).cast("tinyint")` };
        });
        return sparkMade(partedByValue(columns, true), frame);
      });
      return [
        ...(params.unseen === 'error'
          ? encodeds.flatMap((encoded) => sparkCheck(encoded, context))
          : []),
        ...added,
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

function decode(params: OneHotParams, rows: readonly (readonly Json[])[]): FittedValues {
  const found: Record<string, string[]> = Object.fromEntries(
    params.columns.map((name) => [name, []]),
  );
  for (const [index, text, count] of rows) {
    const column = params.columns[Number(index)];
    if (column === undefined) continue;
    const most = params.maxCategories;
    const limit = { most, param: 'maxCategories', what: 'categories' } as const;
    requireFewValues({ column, count: Number(count), ...limit });
    found[column]?.push(typeof text === 'string' ? text : JSON.stringify(text));
  }
  return found;
}

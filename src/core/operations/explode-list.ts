import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { column, newColumn } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { explodeListExamples } from './examples/explodeList.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The list whose items become rows.' }),
  empty: z.enum(['keep', 'drop']).default('keep').meta({
    title: 'Rows whose list is missing or empty',
    about: 'Whether a row whose list is missing or empty stays, with null, or is dropped.',
  }),
  index: newColumn().optional().meta({
    ui: 'new-column',
    title: 'Column for the place in the list (from 1)',
    about: 'Name of a column for the item’s place in its list, counted from 1.',
  }),
});

/** Params of the operation `explode-list`. */
export type ExplodeParams = z.infer<typeof params>;

export default defineOperation<ExplodeParams>({
  id: 'explode-list',
  version: 1,
  title: 'Explode list',
  category: 'tables',
  summary:
    'One row for each item of a list, in the list’s order; the other columns are repeated. A null item is a row. A row whose list is null or empty stays as one row with null, or is dropped. The place counts from 1 and is null where there is no item.',
  synonyms: ['explode', 'unnest', 'unnest longer', 'unnest_longer', 'flatten list', 'split rows'],
  params,
  rows: 'other',
  order: 'keeps',
  identity: 'loses',
  outputSchema: (context) => {
    const { list, item } = listOf(context);
    const { params, input } = context;
    const output = input.map((one) => (one === list ? { name: one.name, type: item } : one));
    if (params.index === undefined) return output;
    requireNewName(output, params.index, ['index']);
    return [...output, { name: params.index, type: { kind: 'int64' } }];
  },
  emit: {
    duckdb: ({ params, input, from }) => {
      const list = ident(params.column);
      const kept = params.empty === 'keep';
      const filled = kept ? sql`CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END` : list;
      const places = sql`range(1, len(${list}) + 1)`;
      const index = kept ? sql`CASE WHEN len(${list}) > 0 THEN ${places} ELSE [NULL] END` : places;
      return sql`SELECT ${joinSql([
        ...input.map(({ name }) =>
          name === params.column ? sql`unnest(${filled}) AS ${list}` : ident(name),
        ),
        ...(params.index === undefined ? [] : [sql`unnest(${index}) AS ${ident(params.index)}`]),
      ])} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const list = py`${frame}[${pyLit(params.column)}]`;
      const drop =
        params.empty === 'drop'
          ? [py`${frame} = ${frame}[(${list}.list.len() > 0).fillna(False)].reset_index(drop=True)`]
          : [];
      if (params.index === undefined) {
        return [
          ...drop,
          py`${frame} = ${frame}.explode(${pyLit(params.column)}, ignore_index=True)`,
        ];
      }
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const place = py`(${frame}.groupby(level=0).cumcount() + 1)`;
      return [
        ...drop,
        py`length = ${list}.list.len().fillna(0)`,
        py`${frame} = ${frame}.explode(${pyLit(params.column)})`,
        py`place = ${place}.astype(${pandasType({ kind: 'int64' })})`,
        py`${frame}[${pyLit(params.index)}] = place.where(length.loc[${frame}.index] > 0)`,
        py`${frame} = ${frame}.reset_index(drop=True)`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const list = polarsColumn(params.column);
      const { index } = params;
      const place = py`pl.int_ranges(1, ${list}.list.len().cast(pl.Int64) + 1)`;
      return [
        ...(params.empty === 'drop'
          ? [py`${frame} = ${frame}.filter(${list}.list.len() > 0)`]
          : []),
        ...(index === undefined
          ? [py`${frame} = ${frame}.explode(${polarsName(params.column)}, empty_as_null=True)`]
          : [
              py`${frame} = ${frame}.with_columns(${place}.alias(${pyLit(index)}))`,
              py`${frame} = ${frame}.explode(${polarsName(params.column)}, ${polarsName(index)}, empty_as_null=True)`,
            ]),
      ];
    },
    pyspark: (context) => {
      const { params, frame, input } = context;
      context.import('from pyspark.sql import functions as F');
      const outer = params.empty === 'keep' ? py`_outer` : py``;
      const list = sparkColumn(params.column);
      const { index } = params;
      const name = pyLit(params.column);
      if (index === undefined) {
        return pythonLines(
          py`${frame} = ${frame}.select(`,
          input.map((one) =>
            one.name === params.column
              ? py`F.explode${outer}(${list}).alias(${name})`
              : sparkName(one.name),
          ),
          py`)`,
        );
      }
      const exploded = py`F.posexplode${outer}(${list}).alias("__sluice_place", "__sluice_item")`;
      return [
        py`${frame} = ${frame}.select("*", ${exploded})`,
        ...pythonLines(
          py`${frame} = ${frame}.select(`,
          [
            ...input.map((one) =>
              one.name === params.column
                ? py`F.col("__sluice_item").alias(${name})`
                : sparkName(one.name),
            ),
            py`(F.col("__sluice_place") + 1).cast("bigint").alias(${pyLit(index)})`,
          ],
          py`)`,
        ),
      ];
    },
  },
  examples: explodeListExamples,
});

function listOf({ params, input }: FlowContext<ExplodeParams>): { list: Column; item: ColumnType } {
  const list = requireColumn(input, params.column, ['column']);
  requireType(list, (type) => type.kind === 'list', 'a list', ['column']);
  return { list, item: list.type.kind === 'list' ? list.type.item : list.type };
}

import { z } from 'zod';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { defineOperation } from './define.ts';
import {
  checkDuplicates,
  comparedColumns,
  decidesByIdentity,
  firstKept,
  keepingOrder,
  keptRows,
} from './duplicateRows.ts';
import type { DuplicateParams } from './duplicateRows.ts';
import { pandasKeys } from './pandasGroups.ts';
import { column } from './params.ts';
import { polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { duckdbWindow, sparkKept, sparkWindow } from './rankedRows.ts';
import { polarsSort } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import { dropDuplicatesExamples } from './examples/dropDuplicates.ts';

const params = z.strictObject({
  columns: z
    .array(column())
    .default([])
    .meta({ ui: 'columns', description: 'Rows equal in these are one; none: in all columns.' }),
  keep: z
    .enum(keptRows)
    .default('first')
    .meta({ description: 'Which of equal rows stays; none: all rows that have a twin go.' }),
  by: column()
    .optional()
    .meta({
      ui: 'column',
      when: { keep: ['greatest', 'least'] },
      description: 'The row with the greatest or least value of this column stays.',
    }),
});

export default defineOperation<DuplicateParams>({
  id: 'drop-duplicates',
  version: 1,
  title: 'Drop duplicates',
  category: 'rows',
  summary:
    'Of rows that are equal in the columns named (none: in all) keeps the first or last of the source, the one with the greatest or least value of a column (nulls only where there is nothing else, ties by the source’s order), or none of them. Null equals null, NaN equals NaN, -0.0 equals 0.0. The order of a sort above is lost.',
  synonyms: [
    ...['distinct', 'unique', 'dedupe', 'deduplicate', 'remove duplicates'],
    ...['drop_duplicates', 'duplicated', 'select distinct', 'unique rows', 'latest row'],
  ],
  params,
  rows: 'fewer',
  order: 'loses',
  identity: 'keeps',
  needsIdentity: decidesByIdentity,
  outputSchema: (context) => {
    checkDuplicates(context);
    return context.input;
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const compared = comparedColumns(context);
      if (params.keep === 'none') {
        return sql`SELECT * FROM ${from} QUALIFY count(*) ${duckdbWindow(compared)} = 1`;
      }
      const keys = firstKept(context);
      if (keys.length === 0) {
        return sql`SELECT DISTINCT ON (${joinSql(compared.map(ident))}) * FROM ${from}`;
      }
      return sql`SELECT * FROM ${from} QUALIFY row_number() ${duckdbWindow(compared, keys)} = 1`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const keys = params.keep === 'none' ? [] : keepingOrder(context);
      const keep = params.keep === 'none' ? false : params.keep === 'last' ? 'last' : 'first';
      const compared = comparedColumns(context);
      const floats = pandasKeys(compared, context) !== frame;
      // Beside a null pandas compares whole numbers as doubles, but groups them as they are.
      const wide = context.input.some(
        ({ name, type }) => compared.includes(name) && type.kind === 'int64',
      );
      const same = wide
        ? py`.groupby(${pyLit(compared)}, dropna=False, sort=False).ngroup().duplicated(keep=${pyLit(keep)})`
        : py`.duplicated(${pyLit(compared)}, keep=${pyLit(keep)})`;
      return [
        ...(keys.length === 0 ? [] : pandasSort(keys, context)),
        ...(floats || wide
          ? [
              py`twin = ${pandasKeys(compared, context)}${same}`,
              py`${frame} = ${frame}[~twin].reset_index(drop=True)`,
            ]
          : pythonLines(
              py`${frame} = ${frame}.drop_duplicates(`,
              [pyLit(compared), py`keep=${pyLit(keep)}`, py`ignore_index=True`],
              py`)`,
            )),
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const keys = params.keep === 'none' ? [] : keepingOrder(context);
      const keep = params.keep === 'none' || params.keep === 'last' ? params.keep : 'first';
      return [
        ...(keys.length === 0 ? [] : polarsSort(keys, frame)),
        ...pythonLines(
          py`${frame} = ${frame}.unique(`,
          [
            py`[${joinPy(comparedColumns(context).map(polarsName))}]`,
            py`keep=${pyLit(keep)}`,
            py`maintain_order=True`,
          ],
          py`)`,
        ),
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      const compared = comparedColumns(context);
      if (params.keep === 'none') {
        return [
          ...sparkWindow(compared, [], context),
          ...sparkKept(frame, py`F.count(F.lit(1))`, (size) => py`${size} == 1`),
        ];
      }
      const keys = firstKept(context);
      if (keys.length === 0) return [py`${frame} = ${frame}.dropDuplicates(${pyLit(compared)})`];
      return [
        ...sparkWindow(compared, keys, context),
        ...sparkKept(frame, py`F.row_number()`, (place) => py`${place} == 1`),
      ];
    },
  },
  examples: dropDuplicatesExamples,
});

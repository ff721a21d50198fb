import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { boolean, int64 } from '../expression/types.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { checkDuplicates, comparedColumns, firstKept, keptRows } from './duplicateRows.ts';
import type { FlagParams } from './duplicateRows.ts';
import { pandasGroups } from './pandasGroups.ts';
import { column, newColumn } from './params.ts';
import { polarsColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { duckdbWindow, sparkWindow } from './rankedRows.ts';
import { polarsSort } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import { flagDuplicatesExamples } from './examples/flagDuplicates.ts';

const params = z.strictObject({
  columns: z
    .array(column())
    .default([])
    .meta({ ui: 'columns', description: 'Rows equal in these are one; none: in all columns.' }),
  keep: z.enum(keptRows).default('first').meta({
    title: 'Not a duplicate is',
    description: 'Which of equal rows is no duplicate; none: every row that has a twin is one.',
  }),
  by: column()
    .optional()
    .meta({
      ui: 'column',
      when: { keep: ['greatest', 'least'] },
      description: 'The row with the greatest or least value of this column is no duplicate.',
    }),
  as: newColumn().default('is_duplicate'),
  count: newColumn()
    .optional()
    .meta({ ui: 'new-column', description: 'A column for the number of rows that are equal.' }),
});

export default defineOperation<FlagParams>({
  id: 'flag-duplicates',
  version: 1,
  title: 'Flag duplicates',
  category: 'rows',
  summary:
    'Says of each row whether it would go as a duplicate: equal in the columns named (none: in all) to one that stays, which is the first or last of the source, the one with the greatest or least value of a column, or none. Null equals null, NaN equals NaN, -0.0 equals 0.0. On demand also counts the rows that are equal. The order of a sort above is lost.',
  synonyms: [
    ...['duplicated', 'mark duplicates', 'is duplicate', 'find duplicates', 'is_duplicated'],
    ...['get_dupes', 'flag_duplicate_rows', 'countif', 'duplicate count', 'is_unique'],
  ],
  params,
  rows: 'same',
  order: 'loses',
  identity: 'keeps',
  needsIdentity: ({ keep }) => keep !== 'none',
  outputSchema: (context) => {
    checkDuplicates(context);
    const { params, input } = context;
    requireNewName(input, params.as, ['as']);
    const flagged: Schema = [...input, { name: params.as, type: boolean }];
    if (params.count === undefined) return flagged;
    requireNewName(flagged, params.count, ['count']);
    return [...flagged, { name: params.count, type: int64 }];
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const compared = comparedColumns(context);
      const size = sql`count(*) ${duckdbWindow(compared)}`;
      const flag =
        params.keep === 'none'
          ? sql`${size} > 1`
          : sql`row_number() ${duckdbWindow(compared, firstKept(context))} > 1`;
      const made = columnsOf(context, flag, size).map(
        ([name, value]) => sql`${value} AS ${ident(name)}`,
      );
      return sql`SELECT *, ${joinSql(made)} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const keys = params.keep === 'none' ? [] : firstKept(context);
      const size = py`groups.transform("size")`;
      const flag = params.keep === 'none' ? py`(${size} > 1)` : py`(groups.cumcount() > 0)`;
      const [first] = comparedColumns(context);
      return [
        ...(keys.length === 0 ? [] : pandasSort(keys, context)),
        py`groups = ${pandasGroups(comparedColumns(context), context)}[${pyLit(first ?? '')}]`,
        ...columnsOf(context, flag, size).map(
          ([name, value, type]) =>
            py`${frame}[${pyLit(name)}] = ${value}.astype(${pandasType(type)})`,
        ),
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const keys = params.keep === 'none' ? [] : firstKept(context);
      const over = py`.over(${joinPy(comparedColumns(context).map(polarsColumn))})`;
      const size = py`pl.len()${over}`;
      const flag =
        params.keep === 'none' ? py`(${size} > 1)` : py`(pl.int_range(pl.len())${over} > 0)`;
      return [
        ...(keys.length === 0 ? [] : polarsSort(keys, frame)),
        ...pythonLines(
          py`${frame} = ${frame}.with_columns(`,
          columnsOf(context, flag, py`${size}.cast(pl.Int64)`).map(
            ([name, value]) => py`${value}.alias(${pyLit(name)})`,
          ),
          py`)`,
        ),
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      const compared = comparedColumns(context);
      const keys = params.keep === 'none' ? [] : firstKept(context);
      const size = py`F.count(F.lit(1)).over(Window.partitionBy(${joinPy(compared.map(sparkName))}))`;
      const flag = params.keep === 'none' ? py`${size} > 1` : py`F.row_number().over(window) > 1`;
      const window = sparkWindow(compared, keys, context);
      return [
        ...(params.keep === 'none' ? [] : window),
        ...pythonLines(
          py`${frame} = ${frame}.withColumns({`,
          columnsOf(context, flag, size).map(([name, value]) => py`${pyLit(name)}: ${value}`),
          py`})`,
        ),
      ];
    },
  },
  examples: flagDuplicatesExamples,
});

/** The new columns: name, value and type. */
function columnsOf<T extends Py | Sql>(
  { params }: FlowContext<FlagParams>,
  flag: T,
  size: T,
): readonly (readonly [string, T, typeof boolean])[] {
  const flagged = [params.as, flag, boolean] as const;
  return params.count === undefined ? [flagged] : [flagged, [params.count, size, int64]];
}

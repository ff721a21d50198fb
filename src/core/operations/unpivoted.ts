import { z } from 'zod';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import { sameType } from '../sql/types.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireColumns, requireNewName } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext, Operation } from './define.ts';
import { column, newColumn } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sharedType, widenedColumn } from './widened.ts';

/** The params of the operation `unpivot`. */
export const unpivotSchema = z.strictObject({
  columns: z.array(column()).default([]).meta({
    ui: 'columns',
    title: 'Columns that become rows',
    about: 'Each of them gives a row for every row of the table.',
  }),
  matching: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'Or all named like', description: '* stands for any text, as in sales_*.' }),
  keep: z.array(column()).optional().meta({
    ui: 'columns',
    title: 'Columns to keep',
    description: 'Repeated in each row; left out: all others.',
  }),
  names: newColumn().default('name').meta({
    ui: 'new-column',
    title: 'Column for the names',
    about: 'Name of the column for the names of the columns.',
  }),
  values: newColumn().default('value').meta({
    ui: 'new-column',
    title: 'Column for the values',
    about: 'Name of the column for their values.',
  }),
  dropMissing: z.boolean().default(false).meta({
    title: 'Leave out missing values',
    about: 'Whether rows whose value is missing are left out.',
  }),
});

/** Params of the operation `unpivot`. */
export type UnpivotParams = z.infer<typeof unpivotSchema>;

/** What the operation does with a table; a transposition does it too. */
export const unpivoting: Pick<
  Operation<UnpivotParams>,
  'rows' | 'order' | 'identity' | 'outputSchema' | 'emit'
> = {
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  outputSchema: (context) => {
    const { kept, type } = planOf(context);
    const { names, values } = context.params;
    return [...kept, { name: names, type: { kind: 'text' } }, { name: values, type }];
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const { kept, turned, type } = planOf(context);
      const names = joinSql(turned.map(({ name }) => lit(name)));
      const values = joinSql(turned.map((one) => emitDuckdb(widenedColumn(one, type), context)));
      const select = joinSql([
        ...kept.map(({ name }) => ident(name)),
        sql`unnest([${names}]) AS ${ident(params.names)}`,
        sql`unnest([${values}]) AS ${ident(params.values)}`,
      ]);
      const rows = sql`SELECT ${select} FROM ${from}`;
      return params.dropMissing
        ? sql`SELECT * FROM (${rows}) WHERE ${ident(params.values)} IS NOT NULL`
        : rows;
    },
    pandas: (context) =>
      orUnsupported(() => {
        const { params, frame, output } = context;
        const { kept, turned, type } = planOf(context);
        context.import('import pandas as pd');
        context.import('import pyarrow as pa');
        const casts = turned
          .filter((one) => !sameType(one.type, type))
          .map(
            (one) =>
              py`${frame}[${pyLit(one.name)}] = ${emitPandasColumn(widenedColumn(one, type), context)}`,
          );
        const [names, values] = namesWhile(context);
        const clash = names !== params.names;
        const melted = pythonLines(
          py`${frame} = ${frame}.melt(`,
          [
            py`id_vars=${pyLit(kept.map(({ name }) => name))}`,
            py`value_vars=${pyLit(turned.map(({ name }) => name))}`,
            py`var_name=${pyLit(names)}`,
            py`value_name=${pyLit(values)}`,
          ],
          py`)`,
        );
        return [
          ...casts,
          ...melted,
          ...(clash ? [py`${frame}.columns = ${pyLit(output.map(({ name }) => name))}`] : []),
          py`${frame}[${pyLit(params.names)}] = ${frame}[${pyLit(params.names)}].astype(pd.ArrowDtype(pa.string()))`,
          ...(params.dropMissing
            ? [
                py`${frame} = ${frame}[${frame}[${pyLit(params.values)}].notna()].reset_index(drop=True)`,
              ]
            : []),
        ];
      }),
    polars: (context) =>
      orUnsupported(() => {
        const { params, frame } = context;
        const { kept, turned, type } = planOf(context);
        context.import('import polars as pl');
        const [names, values] = namesWhile(context);
        const picked = [
          ...kept.map(({ name }) => polarsName(name)),
          ...turned.map((one) =>
            sameType(one.type, type)
              ? polarsName(one.name)
              : py`${emitPolars(widenedColumn(one, type), context)}.alias(${pyLit(one.name)})`,
          ),
        ];
        const list = (columns: Schema): Py => joinPy(columns.map(({ name }) => polarsName(name)));
        return [
          ...pythonLines(py`${frame} = ${frame}.select(`, picked, py`)`),
          ...pythonLines(
            py`${frame} = ${frame}.unpivot(`,
            [
              py`[${list(turned)}]`,
              py`index=[${list(kept)}]`,
              py`variable_name=${pyLit(names)}`,
              py`value_name=${pyLit(values)}`,
            ],
            py`)`,
          ),
          ...(names === params.names
            ? []
            : [
                py`${frame} = ${frame}.rename({${pyLit(names)}: ${pyLit(params.names)}, ${pyLit(values)}: ${pyLit(params.values)}})`,
              ]),
          ...(params.dropMissing
            ? [py`${frame} = ${frame}.filter(${polarsColumn(params.values)}.is_not_null())`]
            : []),
        ];
      }),
    pyspark: (context) =>
      orUnsupported(() => {
        const { params, frame } = context;
        const { kept, turned, type } = planOf(context);
        context.import('from pyspark.sql import functions as F');
        const picked = [
          ...kept.map(({ name }) => sparkName(name)),
          ...turned.map((one) =>
            sameType(one.type, type)
              ? sparkName(one.name)
              : py`${emitPyspark(widenedColumn(one, type), context)}.alias(${pyLit(one.name)})`,
          ),
        ];
        const list = (columns: Schema): Py => joinPy(columns.map(({ name }) => sparkName(name)));
        return [
          ...pythonLines(py`${frame} = ${frame}.select(`, picked, py`)`),
          ...pythonLines(
            py`${frame} = ${frame}.unpivot(`,
            [py`[${list(kept)}]`, py`[${list(turned)}]`, pyLit(params.names), pyLit(params.values)],
            py`)`,
          ),
          ...(params.dropMissing
            ? [py`${frame} = ${frame}.filter(${sparkColumn(params.values)}.isNotNull())`]
            : []),
        ];
      }),
  },
};

/** pandas and polars take no new name that the frame has already, not even of a column that goes. */
function namesWhile({ params, input }: FlowContext<UnpivotParams>): readonly [string, string] {
  const taken = input.map(({ name }) => name);
  return taken.includes(params.names) || taken.includes(params.values)
    ? ['__sluice_name', '__sluice_value']
    : [params.names, params.values];
}

interface Plan {
  readonly kept: Schema;
  readonly turned: Schema;
  /** The type of the values. */
  readonly type: ColumnType;
}

function planOf({ params, input }: FlowContext<UnpivotParams>): Plan {
  const listed = requireColumns(input, params.columns, ['columns']);
  const like = params.matching === undefined ? undefined : patternOf(params.matching);
  const kept = requireColumns(input, params.keep ?? [], ['keep']);
  const matched = input.filter(
    (one) => like?.test(one.name) && !listed.includes(one) && !kept.includes(one),
  );
  const turned: readonly Column[] = [...listed, ...matched];
  if (turned.length === 0) {
    throw new StepError(
      [like ? 'matching' : 'columns'],
      like ? 'No column is named like that.' : 'There is no column to turn into rows.',
      'Choose at least one column.',
    );
  }
  kept.forEach((one, index) => {
    if (!listed.includes(one)) return;
    throw new StepError(
      ['keep', index],
      `“${one.name}” is turned into rows, so it cannot be kept.`,
      'Name it in one place only.',
    );
  });
  const others = params.keep ? kept : input.filter((one) => !turned.includes(one));
  const type = sharedType(turned, (index) =>
    index < listed.length ? ['columns', index] : ['matching'],
  );
  requireNewName(others, params.names, ['names']);
  const named: Schema = [...others, { name: params.names, type: { kind: 'text' } }];
  requireNewName(named, params.values, ['values']);
  return { kept: others, turned, type };
}

/** A name pattern: `*` stands for any text, all else for itself. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

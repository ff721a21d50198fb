import { z } from 'zod';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { isNested, listOf, structOf } from '../expression/listHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns, newColumn } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sharedType, widenedColumn } from './widened.ts';
import { nestColumnsExamples } from './examples/nestColumns.ts';

const params = z.strictObject({
  columns: columns().meta({ about: 'The columns that are put into one, in this order.' }),
  into: z.enum(['struct', 'list']).default('struct').meta({
    title: 'Into one',
    description: 'struct: fields named like the columns. list: their values in turn, of one type.',
  }),
  as: newColumn(),
  keep: z.boolean().default(false).meta({
    title: 'Keep the columns themselves',
    about: 'Whether the columns themselves stay, too.',
  }),
});

/** Params of the operation `nest-columns`. */
export type NestParams = z.infer<typeof params>;

export default defineOperation<NestParams>({
  id: 'nest-columns',
  version: 1,
  title: 'Nest columns',
  category: 'tables',
  summary:
    'Puts several columns into one at the end of the table: a struct, whose fields are named like the columns, or a list of their values in turn, which are brought to one type (integers to the widest, with decimals to decimals, with floats to float64, dates with timestamps to timestamps). Nulls become fields and items, so the result is never null.',
  synonyms: ['struct', 'array', 'record', 'pack', 'combine columns', 'columns to list', 'nest'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const { kept, type } = planOf(context);
    return [...kept, { name: context.params.as, type }];
  },
  emit: {
    duckdb: (context) => {
      const { params, from, hidden } = context;
      const { kept, nested, item } = planOf(context);
      const value =
        params.into === 'struct'
          ? sql`{${joinSql(nested.map(({ name }) => sql`${lit(name)}: ${ident(name)}`))}}`
          : sql`[${joinSql(nested.map((one) => emitDuckdb(widenedColumn(one, item), context)))}]`;
      const names = [...kept.map(({ name }) => name), ...hidden].map(ident);
      return sql`SELECT ${joinSql([...names, sql`${value} AS ${ident(params.as)}`])} FROM ${from}`;
    },
    pandas: (context) =>
      orUnsupported(() => {
        const { params, frame, hidden } = context;
        const { kept, nested, item } = planOf(context);
        const values = joinPy(
          nested.map((one) => emitPandasColumn(widenedColumn(one, item), context)),
        );
        context.import('import pandas as pd');
        context.import('import pyarrow as pa');
        const names = [...kept.map(({ name }) => name), ...hidden, params.as];
        const pick = params.keep
          ? []
          : pythonLines(py`${frame} = ${frame}[[`, names.map(pyLit), py`]].copy()`);
        if (params.into === 'struct') {
          const struct = useHelper(context, structOf);
          const fields = pyLit(nested.map(({ name }) => name));
          return [py`${frame}[${pyLit(params.as)}] = ${struct}(${frame}[${fields}])`, ...pick];
        }
        const list = useHelper(context, listOf);
        return [py`${frame}[${pyLit(params.as)}] = ${list}(${values})`, ...pick];
      }),
    polars: (context) =>
      orUnsupported(() => {
        const { params, frame, hidden } = context;
        const { kept, nested, item } = planOf(context);
        context.import('import polars as pl');
        const value =
          params.into === 'struct'
            ? py`pl.struct(${joinPy(nested.map(({ name }) => polarsColumn(name)))})`
            : py`pl.concat_list(${joinPy(nested.map((one) => emitPolars(widenedColumn(one, item), context)))})`;
        const names = [...kept.map(({ name }) => name), ...hidden].map(polarsName);
        return pythonLines(
          py`${frame} = ${frame}.select(`,
          [...names, py`${value}.alias(${pyLit(params.as)})`],
          py`)`,
        );
      }),
    pyspark: (context) =>
      orUnsupported(() => {
        const { params, frame, hidden } = context;
        const { kept, nested, item } = planOf(context);
        context.import('from pyspark.sql import functions as F');
        const list = (values: readonly Py[]): Py => joinPy(values);
        const value =
          params.into === 'struct'
            ? py`F.struct(${list(nested.map(({ name }) => sparkColumn(name)))})`
            : py`F.array(${list(nested.map((one) => emitPyspark(widenedColumn(one, item), context)))})`;
        const names = [...kept.map(({ name }) => name), ...hidden].map(sparkName);
        return pythonLines(
          py`${frame} = ${frame}.select(`,
          [...names, py`${value}.alias(${pyLit(params.as)})`],
          py`)`,
        );
      }),
  },
  examples: nestColumnsExamples,
});

interface Plan {
  readonly kept: Schema;
  readonly nested: readonly Column[];
  /** The type that list items are brought to; undefined for a struct. */
  readonly item: ColumnType | undefined;
  readonly type: ColumnType;
}

function planOf({ params, input }: FlowContext<NestParams>): Plan {
  const nested = requireColumns(input, params.columns, ['columns']);
  const kept = input.filter(({ name }) => params.keep || !params.columns.includes(name));
  requireNewName(kept, params.as, ['as']);
  if (params.into === 'struct') {
    return { kept, nested, item: undefined, type: { kind: 'struct', fields: nested } };
  }
  nested.forEach((one, index) => {
    requireType(one, (type) => !isNested(type), 'a type that is not nested', ['columns', index]);
  });
  const item = sharedType(nested, (index) => ['columns', index]);
  return { kept, nested, item, type: { kind: 'list', item } };
}

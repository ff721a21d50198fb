import { z } from 'zod';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { isFloat } from '../expression/types.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { PythonContext } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sortRowsExamples } from './examples/sortRows.ts';

const params = z.strictObject({
  by: z
    .array(
      z.strictObject({
        column: column(),
        descending: z.boolean().default(false),
        nulls: z.enum(['first', 'last']).default('last'),
      }),
    )
    .min(1),
});
type Params = z.infer<typeof params>;
type Key = Params['by'][number];

export default defineOperation({
  id: 'sort-rows',
  version: 1,
  title: 'Sort rows',
  category: 'rows',
  summary:
    'Orders the rows by columns, text by code point. Nulls are last unless asked to be first, NaN comes after every number (first when descending). Rows that are equal keep the order of the source.',
  synonyms: ['order by', 'arrange', 'sort_values'],
  params,
  rows: 'same',
  order: 'defines',
  identity: 'keeps',
  needsIdentity: () => true,
  outputSchema: ({ params, input }) => {
    params.by.forEach((key, index) => {
      const path = ['by', index, 'column'];
      if (params.by.findIndex((other) => other.column === key.column) !== index) {
        throw new StepError(path, `“${key.column}” is named twice.`, 'Sort by each column once.');
      }
      requireType(requireColumn(input, key.column, path), isOrdered, 'a type with an order', path);
    });
    return input;
  },
  emit: {
    duckdb: ({ params, from, hidden }) =>
      sql`SELECT * FROM ${from} ORDER BY ${joinSql(
        keysOf(params, hidden).map(
          (key) =>
            sql`${ident(key.column)}${trusted(key.descending ? ' DESC' : '')}${trusted(key.nulls === 'first' ? ' NULLS FIRST' : ' NULLS LAST')}`,
        ),
      )}`,
    pandas: (context) => {
      const keys = keysOf(context.params, context.hidden);
      return isPlain(keys, context) ? plainSort(keys, context.frame) : helperSort(keys, context);
    },
    polars: (context) => {
      const { params, frame, hidden } = context;
      context.import('import polars as pl');
      const keys = keysOf(params, hidden);
      return pythonLines(
        py`${frame} = ${frame}.sort(`,
        [
          ...keys.map((key) => polarsColumn(key.column)),
          py`descending=${pyLit(keys.map((key) => key.descending))}`,
          py`nulls_last=${pyLit(keys.map((key) => key.nulls === 'last'))}`,
          py`maintain_order=True`,
        ],
        py`)`,
      );
    },
    pyspark: (context) => {
      const { params, frame, hidden } = context;
      context.import('from pyspark.sql import functions as F');
      return pythonLines(
        py`${frame} = ${frame}.orderBy(`,
        keysOf(params, hidden).map(
          (key) =>
            py`${sparkColumn(key.column)}.${trustedPy(key.descending ? 'desc' : 'asc')}_nulls_${trustedPy(key.nulls)}()`,
        ),
        py`)`,
      );
    },
  },
  examples: sortRowsExamples,
});

/** The keys that the user named, then the row's identity, which decides ties. */
function keysOf(params: Params, hidden: readonly string[]): readonly Key[] {
  return [
    ...params.by,
    ...hidden.map((name) => ({ column: name, descending: false, nulls: 'last' as const })),
  ];
}

/** `sort_values` has one place for all nulls and takes NaN for a null, so floats need more. */
function isPlain(keys: readonly Key[], context: PythonContext<Params>): boolean {
  return keys.every(
    (key) =>
      key.nulls === 'last' &&
      !context.input.some((column) => column.name === key.column && isFloat(column.type)),
  );
}

function plainSort(keys: readonly Key[], frame: Py): readonly Py[] {
  return pythonLines(
    py`${frame} = ${frame}.sort_values(`,
    [
      pyLit(keys.map((key) => key.column)),
      py`ascending=${pyLit(keys.map((key) => !key.descending))}`,
      py`kind="stable"`,
      py`ignore_index=True`,
    ],
    py`)`,
  );
}

function helperSort(keys: readonly Key[], context: PythonContext<Params>): readonly Py[] {
  context.import('import numpy as np');
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  context.import('import pyarrow.compute as pc');
  context.helper('sort_rows', sortRows);
  const triples = keys.map(
    (key) =>
      py`(${joinPy([pyLit(key.column), pyLit(key.descending ? 'descending' : 'ascending'), pyLit(key.nulls)])})`,
  );
  const { frame } = context;
  return pythonLines(py`${frame} = sort_rows(${frame}, [`, triples, py`])`);
}

const sortRows = `def sort_rows(df, by):
    """Sort by (column, direction, place of nulls): NaN is greater than every number."""
    order = np.arange(len(df))
    for column, direction, nulls in reversed(by):
        values = pa.array(df[column].array[order])
        if pa.types.is_floating(values.type):
            values = pc.add(values, pa.scalar(0, values.type))  # -0.0 becomes 0.0
        order = order[pc.array_sort_indices(values, order=direction, null_placement="at_end")]
        if pa.types.is_floating(values.type) and direction == "descending":
            nan = pc.is_nan(pa.array(df[column].array[order])).fill_null(False)
            order = order[np.argsort(~nan.to_numpy(zero_copy_only=False), kind="stable")]
        if nulls == "first":
            order = order[np.argsort(df[column].notna().to_numpy()[order], kind="stable")]
    return df.take(order).reset_index(drop=True)
`;

import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { isFloat } from '../expression/types.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { PythonContext } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/** One key of an order, as params hold it. */
export const sortKey = z.strictObject({
  column: column(),
  descending: z.boolean().default(false),
  nulls: z.enum(['first', 'last']).default('last'),
});
/** One key of an order. */
export type SortKey = z.infer<typeof sortKey>;

/** Checks that keys name columns with an order, each once. Throws `StepError`. */
export function checkSortKeys(
  keys: readonly SortKey[],
  input: Schema,
  path: readonly (string | number)[],
): void {
  keys.forEach((key, index) => {
    const place = [...path, index, 'column'];
    if (keys.findIndex((other) => other.column === key.column) !== index) {
      throw new StepError(place, `“${key.column}” is named twice.`, 'Sort by each column once.');
    }
    requireType(requireColumn(input, key.column, place), isOrdered, 'a type with an order', place);
  });
}

/** A column as a key: ascending, nulls last. */
export function ascending(column: string): SortKey {
  return { column, descending: false, nulls: 'last' };
}

/**
 * Keys that leave no row's place open: those given, then the row's identity. Where it is lost, every
 * other column with an order in turn, so that only rows that look alike may change places. `groups`
 * are columns that are equal in the rows compared.
 */
export function decidedKeys(
  by: readonly SortKey[],
  { input, hidden }: { readonly input: Schema; readonly hidden: readonly string[] },
  groups: readonly string[] = [],
): readonly SortKey[] {
  if (hidden.length > 0) return [...by, ...hidden.map(ascending)];
  const named = new Set([...by.map(({ column }) => column), ...groups]);
  const rest = input.filter(({ name, type }) => isOrdered(type) && !named.has(name));
  return [...by, ...rest.map(({ name }) => ascending(name))];
}

/** The same keys, last row first. */
export function reversedKeys(keys: readonly SortKey[]): readonly SortKey[] {
  return keys.map((key) => ({
    column: key.column,
    descending: !key.descending,
    nulls: key.nulls === 'last' ? 'first' : 'last',
  }));
}

/** `"n" DESC NULLS LAST, …`. */
export function duckdbOrder(keys: readonly SortKey[]): Sql {
  return joinSql(
    keys.map(
      (key) =>
        sql`${ident(key.column)}${trusted(key.descending ? ' DESC' : '')}${trusted(key.nulls === 'first' ? ' NULLS FIRST' : ' NULLS LAST')}`,
    ),
  );
}

/** `F.col("n").desc_nulls_last()` for each key. */
export function sparkOrder(keys: readonly SortKey[]): readonly Py[] {
  return keys.map(
    (key) =>
      py`${sparkColumn(key.column)}.${trustedPy(key.descending ? 'desc' : 'asc')}_nulls_${trustedPy(key.nulls)}()`,
  );
}

/** Sorts the frame in polars; the script imports polars as pl. */
export function polarsSort(keys: readonly SortKey[], frame: Py): readonly Py[] {
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
}

/** Sorts the frame in pandas; its index counts from 0 afterwards. */
export function pandasSort(
  keys: readonly SortKey[],
  context: Pick<PythonContext<unknown>, 'frame' | 'input' | 'import' | 'helper'>,
): readonly Py[] {
  return isPlain(keys, context.input) ? plainSort(keys, context.frame) : helperSort(keys, context);
}

/** `sort_values` has one place for all nulls and takes NaN for a null, so floats need more. */
function isPlain(keys: readonly SortKey[], input: Schema): boolean {
  return keys.every(
    (key) =>
      key.nulls === 'last' &&
      !input.some((column) => column.name === key.column && isFloat(column.type)),
  );
}

function plainSort(keys: readonly SortKey[], frame: Py): readonly Py[] {
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

function helperSort(
  keys: readonly SortKey[],
  context: Pick<PythonContext<unknown>, 'frame' | 'import' | 'helper'>,
): readonly Py[] {
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

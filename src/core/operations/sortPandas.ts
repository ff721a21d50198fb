import { isFloat } from '../expression/types.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { pythonLines } from './pythonLines.ts';
import type { SortKey } from './sortKeys.ts';

/** What is asked of a step's context. */
type SortContext = Pick<PythonContext<unknown>, 'frame' | 'input' | 'import' | 'helper'>;

/** Sorts the frame in pandas; its index counts from 0 afterwards. */
export function pandasSort(keys: readonly SortKey[], context: SortContext): readonly Py[] {
  return pandasSorted(context.frame, keys, context, 'new');
}

/**
 * Lines that put a pandas frame in order under the name `target`. The rows keep their labels in the
 * index unless they are to be numbered anew.
 */
export function pandasSorted(
  target: Py,
  keys: readonly SortKey[],
  context: SortContext,
  index: 'kept' | 'new',
): readonly Py[] {
  const { frame } = context;
  const descending = keys.map((key) => key.descending);
  if (isPlain(keys, context)) {
    return pythonLines(
      py`${target} = ${frame}.sort_values(`,
      [
        pyLit(keys.map((key) => key.column)),
        ...(descending.includes(true)
          ? [
              py`ascending=${descending.includes(false) ? pyLit(descending.map((d) => !d)) : pyLit(false)}`,
            ]
          : []),
        py`kind="stable"`,
        ...(index === 'new' ? [py`ignore_index=True`] : []),
      ],
      py`)`,
    );
  }
  context.import('import numpy as np');
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  context.import('import pyarrow.compute as pc');
  context.helper('sort_rows', sortRows);
  const triples = keys.map(
    (key) =>
      py`(${joinPy([pyLit(key.column), pyLit(key.descending ? 'descending' : 'ascending'), pyLit(key.nulls)])})`,
  );
  const tail = index === 'new' ? py`]).reset_index(drop=True)` : py`])`;
  return pythonLines(py`${target} = sort_rows(${frame}, [`, triples, tail);
}

/** `sort_values` has one place for all nulls and takes NaN for a null, so floats need more. */
function isPlain(keys: readonly SortKey[], { input }: SortContext): boolean {
  return keys.every(
    (key) =>
      key.nulls === 'last' &&
      !input.some((column) => column.name === key.column && isFloat(column.type)),
  );
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
    return df.take(order)
`;

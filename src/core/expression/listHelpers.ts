import type { ColumnType } from '../../shared/columnType.ts';
import { isOrdered } from '../operations/columns.ts';
import { formatType, sameType } from '../sql/types.ts';
import { ExpressionError } from './expressionError.ts';
import { compute } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';
import type { TypedExpression } from './typed.ts';
import { isFloat, isNumber } from './types.ts';

/** True for lists, structs and maps. */
export function isNested({ kind }: ColumnType): boolean {
  return kind === 'list' || kind === 'struct' || kind === 'map';
}

/** Throws `ExpressionError` unless the items of a list can be compared. */
export function expectOrdered(name: string, list: TypedExpression | undefined): void {
  if (list?.type.kind !== 'list' || isOrdered(list.type.item)) return;
  throw new ExpressionError(
    list.place,
    `${name} needs a list of numbers, texts, booleans, dates or timestamps.`,
    'Choose another list.',
  );
}

/** Throws `ExpressionError` unless the items of a list are numbers. */
export function expectNumbers(name: string, list: TypedExpression | undefined): void {
  if (list?.type.kind !== 'list' || isNumber(list.type.item)) return;
  throw new ExpressionError(
    list.place,
    `${name} needs a list of numbers, not of ${formatType(list.type.item)}.`,
    'Choose another list.',
  );
}

/** Throws `ExpressionError` unless all lists have items of one type. */
export function expectSameItems(name: string, lists: readonly TypedExpression[]): void {
  const [first, ...others] = lists;
  const other = others.find((list) => first && !sameType(list.type, first.type));
  if (!first || !other) return;
  throw new ExpressionError(
    other.place,
    `${name} cannot take ${formatType(first.type)} together with ${formatType(other.type)}.`,
    'Make lists of one type.',
  );
}

/** Throws `ExpressionError` for a list of floats or nested values, where engines' sets differ over NaN and -0.0. */
export function expectDistinct(name: string, list: TypedExpression | undefined): void {
  expectOrdered(name, list);
  if (list?.type.kind !== 'list' || !isFloat(list.type.item)) return;
  throw new ExpressionError(
    list.place,
    `${name} cannot tell floats apart.`,
    'Round them to whole numbers or decimals first.',
  );
}

/** The item of each list at a place. */
export const listItem: PythonHelper = {
  name: 'list_item',
  imports: ['import pandas as pd', 'import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def list_item(column, place):
    """The item at a place from 0; null where the list is shorter."""

    def call(lists):
        one = pc.list_slice(lists, place, place + 1, return_fixed_size_list=True)
        return pc.list_element(one, 0)

    return compute(call, column)`,
};

/** Lists of several columns' values. */
export const listOf: PythonHelper = {
  name: 'list_of',
  imports: ['import numpy as np', 'import pandas as pd', 'import pyarrow as pa'],
  code: `def list_of(*columns):
    """One list for each row: the values of the columns in turn."""
    count, width = len(columns[0]), len(columns)
    values = pd.concat(columns, ignore_index=True)
    turns = values.take(np.arange(count * width).reshape(width, count).T.ravel())
    items = pa.array(turns)
    if isinstance(items, pa.ChunkedArray):
        items = items.combine_chunks()
    places = pa.array(np.arange(0, count * width + 1, width), pa.int32())
    lists = pd.arrays.ArrowExtensionArray(pa.ListArray.from_arrays(places, items))
    return pd.Series(lists, index=columns[0].index)`,
};

/** Structs of a frame's columns. */
export const structOf: PythonHelper = {
  name: 'struct_of',
  imports: ['import pandas as pd', 'import pyarrow as pa'],
  code: `def struct_of(frame):
    """One struct for each row, its fields named like the columns."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    structs = pd.arrays.ArrowExtensionArray(table.to_struct_array())
    return pd.Series(structs, index=frame.index)`,
};

/** `list_sum` on pandas. */
export const listTotal: PythonHelper = {
  name: 'list_total',
  code: `def list_total(items):
    """The sum of the items that are there; None without any, or for an integer beyond 64 bits."""
    present = [item for item in items if item is not None]
    total = sum(present)
    fits = isinstance(total, float) or -(2**63) <= total < 2**63
    return total if present and fits else None`,
};

/** `list_avg` on pandas. */
export const listMean: PythonHelper = {
  name: 'list_mean',
  code: `def list_mean(items):
    """The mean of the items that are there; None without any."""
    present = [float(item) for item in items if item is not None]
    return sum(present) / len(present) if present else None`,
};

/** `list_concat` on pandas. */
export const joinedLists: PythonHelper = {
  name: 'joined_lists',
  imports: ['import pyarrow as pa'],
  uses: [compute],
  code: `def joined_lists(dtype, *columns):
    """One list of the items of all; a null list has none."""

    def call(*arrays):
        rows = zip(*[array.to_pylist() for array in arrays])
        return pa.array([[item for items in row for item in items or []] for row in rows], dtype)

    return compute(call, *columns)`,
};

/** One value of `list_position`. */
export const listPlace: PythonHelper = {
  name: 'list_place',
  code: `def list_place(items, value):
    """The place of a value from 1, NaN found as NaN; None where it is not in the list."""
    same = (i == value or (i != i and value != value) for i in items)
    return next((place for place, found in enumerate(same, 1) if found), None)`,
};

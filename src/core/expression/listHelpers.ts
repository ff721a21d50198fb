import type { ColumnType } from '../../shared/columnType.ts';
import { isOrdered } from '../operations/columns.ts';
import { ExpressionError } from './expressionError.ts';
import { compute } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';
import type { TypedExpression } from './typed.ts';

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

import { tableFromIPC } from 'apache-arrow';
import type { Column, ColumnType } from '../columnType.ts';
import type { Cell } from './cell.ts';
import { TYPE_KEY } from './typeKey.ts';
import { valueReader } from './valueReader.ts';
import type { Read } from './valueReader.ts';

/** A page that is read in place: nothing is decoded but the cells that are asked for. */
export interface PageCells {
  readonly schema: readonly Column[];
  readonly rows: number;
  /** The cell of a row and a column by their indices; null outside of the page. */
  readonly cell: (row: number, column: number) => Cell;
}

/** Opens the Arrow stream of a page. `cell` throws `internal` for a type that the engine never writes. */
export function pageCells(arrow: Uint8Array): PageCells {
  const table = tableFromIPC(arrow);
  const schema = table.schema.fields.map((field) => ({
    name: field.name,
    // SAFETY: the engine writes each field's type as JSON under this key.
    type: JSON.parse(field.metadata.get(TYPE_KEY) ?? 'null') as ColumnType,
  }));
  let end = 0;
  const batches = table.batches.map((batch) => {
    const start = end;
    end += batch.numRows;
    const readers: (Read | undefined)[] = [];
    return { start, end, data: batch.data, readers };
  });
  const cell = (row: number, column: number): Cell => {
    const batch = batches.find((one) => row >= one.start && row < one.end);
    const data = batch?.data.children[column];
    if (!batch || !data) return null;
    const read = (batch.readers[column] ??= valueReader(data));
    return read(row - batch.start);
  };
  return { schema, rows: table.numRows, cell };
}

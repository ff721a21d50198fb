import { tableFromIPC } from 'apache-arrow';
import type { Column, ColumnType } from '../columnType.ts';
import type { Cell } from './cell.ts';
import { TYPE_KEY } from './typeKey.ts';
import { valueReader } from './valueReader.ts';

/** A page as rows of cells; for small tables, as a grid reads Arrow in place. */
export interface DecodedPage {
  readonly schema: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads the Arrow stream of a page. Throws `internal` for an Arrow type that the engine never writes. */
export function decodePage(arrow: Uint8Array): DecodedPage {
  const table = tableFromIPC(arrow);
  const schema = table.schema.fields.map((field) => ({
    name: field.name,
    // SAFETY: the engine writes each field's type as JSON under this key.
    type: JSON.parse(field.metadata.get(TYPE_KEY) ?? 'null') as ColumnType,
  }));
  const rows = table.batches.flatMap((batch) => {
    const columns = batch.data.children.map(valueReader);
    return Array.from({ length: batch.numRows }, (_, row) => columns.map((read) => read(row)));
  });
  return { schema, rows };
}

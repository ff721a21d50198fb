import { headerId } from '../model/headerId.ts';
import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';

/** Asks the owner for the menu of the cell or header that the cursor is on, and beside it. */
export function openMenu(grid: GridController, { table, body }: GridElements): void {
  const { cursor } = grid.selection;
  const column = grid.columns.at(cursor.column)?.column.name;
  if (column === undefined) return;
  const id = grid.onHeader
    ? headerId(grid.id, cursor.column)
    : table.getAttribute('aria-activedescendant');
  const box = (id === null ? null : document.getElementById(id))?.getBoundingClientRect();
  const { left, top } = body.getBoundingClientRect();
  grid.props?.onMenu?.({
    column,
    row: grid.onHeader ? undefined : cursor.row,
    x: box?.left ?? left,
    y: box?.bottom ?? top,
  });
}

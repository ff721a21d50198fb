import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { keyAction } from '../model/keyAction.ts';
import type { KeyAction, Step } from '../model/keyAction.ts';
import { withMoved, withWidth } from '../model/layoutEdits.ts';
import { measures } from '../model/measures.ts';
import {
  everything,
  extended,
  isRange,
  single,
  wholeColumn,
  wholeRows,
} from '../model/selection.ts';
import { stepFrom } from '../model/stepFrom.ts';
import { copyWithHeaders } from './copyWithHeaders.ts';
import { openMenu } from './openMenu.ts';

/** Keys on the grid itself; keys in a control of a header, and keys that mean nothing here, pass. */
export function listenKeys(grid: GridController, elements: GridElements): () => void {
  const { table } = elements;
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== table || event.isComposing || grid.bounds.columns === 0) return;
    const action = keyAction(event, grid.onHeader);
    if (action === undefined || !act(grid, elements, action)) return;
    event.preventDefault();
    // The editor around a webview acts on keys that get to the window, on Ctrl+A for one.
    event.stopPropagation();
  };
  // Some systems ask for the menu when its key is let go, after it was shown by the key.
  const onMenu = (event: MouseEvent) => {
    if (event.target === table) event.preventDefault();
  };
  table.addEventListener('keydown', onKey);
  table.addEventListener('contextmenu', onMenu);
  return () => {
    table.removeEventListener('keydown', onKey);
    table.removeEventListener('contextmenu', onMenu);
  };
}

/** False if there was nothing to do, so that the key goes on to the owner. */
function act(grid: GridController, elements: GridElements, action: KeyAction): boolean {
  const { selection, bounds, props } = grid;
  const { cursor } = selection;
  const column = grid.columns.at(cursor.column);
  if (column === undefined || props === undefined) return false;
  switch (action.do) {
    case 'move':
      move(grid, action.step, action.extend);
      return true;
    case 'enterHeader':
      grid.setOnHeader(true);
      grid.select(selection, 'column');
      return true;
    case 'leaveHeader':
      if (bounds.rows === 0) return false;
      grid.setOnHeader(false);
      grid.select(selection);
      return true;
    case 'selectAll':
      grid.select(everything(selection, bounds), 'nothing');
      return true;
    case 'selectRow':
      grid.select(wholeRows(selection, cursor.row, false, bounds), 'nothing');
      return true;
    case 'selectColumn':
      grid.select(wholeColumn(selection, bounds), 'nothing');
      return true;
    case 'collapse':
      if (!isRange(selection)) return false;
      grid.select(single(cursor), 'nothing');
      return true;
    case 'open':
      props.onOpenCell?.(cursor.row, column.column.name);
      return props.onOpenCell !== undefined;
    case 'chooseColumn':
      props.onColumn?.(column.column.name);
      return props.onColumn !== undefined;
    case 'menu':
      openMenu(grid, elements);
      return props.onMenu !== undefined;
    case 'copyWithHeaders':
      void copyWithHeaders(grid);
      return true;
    case 'resize': {
      const width = column.width + action.direction * measures.keyResize;
      grid.commitLayout(withWidth(grid.layout, column.column.name, width));
      return true;
    }
    case 'reorder': {
      const to = cursor.column + (action.direction < 0 ? -1 : 2);
      const layout = withMoved(grid.layout, grid.columns, cursor.column, to);
      if (layout !== grid.layout) grid.commitLayout(layout);
      return true;
    }
  }
}

function move(grid: GridController, step: Step, extend: boolean): void {
  const { selection, bounds, page } = grid;
  if (step === 'up' && !extend && selection.cursor.row === 0) {
    grid.setOnHeader(true);
    grid.select(single(selection.cursor), 'column');
    return;
  }
  if (grid.onHeader && (step === 'tableStart' || step === 'tableEnd')) grid.setOnHeader(false);
  // The first column may be pinned, and then is in sight wherever the others are.
  if (step === 'rowStart' || step === 'tableStart') grid.scrollBy(-grid.columns.width, 0);
  if (!extend) {
    const to = stepFrom(selection.cursor, step, bounds, page);
    grid.select(single(to), grid.onHeader ? 'column' : 'cursor');
    return;
  }
  const focus = stepFrom(selection.focus, step, bounds, page);
  const isCornerCursor = selection.cursor.column === selection.focus.column;
  const next = extended(selection, focus);
  // Whole rows stay whole, and the view stays on the column of the cursor.
  if (isCornerCursor) grid.select(next, 'cursor');
  else grid.select({ ...next, cursor: { row: focus.row, column: selection.cursor.column } }, 'row');
}

import type { GridSelection } from '../gridTypes.ts';

/** A cell by row index and visual column index. */
export type CellPlace = GridSelection['focus'];

/** How many rows and shown columns there are. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The selected rectangle and the cell that keys start from. The cursor is the moving corner, but
 * for whole rows, columns and tables it stays where the person was.
 */
export interface Selection extends GridSelection {
  readonly cursor: CellPlace;
}

/** A rectangle, all ends inclusive. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function single(cell: CellPlace): Selection {
  return { anchor: cell, focus: cell, cursor: cell };
}

/** The rectangle from the anchor to another cell. */
export function extended({ anchor }: GridSelection, focus: CellPlace): Selection {
  return { anchor, focus, cursor: focus };
}

/** Whole rows, from the anchor's to `row` when extending. */
export function wholeRows(old: Selection, row: number, extend: boolean, bounds: Bounds): Selection {
  return {
    anchor: { row: extend ? old.anchor.row : row, column: 0 },
    focus: { row, column: bounds.columns - 1 },
    cursor: { row, column: old.cursor.column },
  };
}

export function wholeColumn(old: Selection, bounds: Bounds): Selection {
  const { column } = old.cursor;
  return {
    anchor: { row: 0, column },
    focus: { row: bounds.rows - 1, column },
    cursor: old.cursor,
  };
}

export function everything(old: Selection, bounds: Bounds): Selection {
  return {
    anchor: { row: 0, column: 0 },
    focus: { row: bounds.rows - 1, column: bounds.columns - 1 },
    cursor: old.cursor,
  };
}

/** The same selection within a table that may have become smaller. */
export function clamped({ anchor, focus, cursor }: Selection, bounds: Bounds): Selection {
  const clamp = ({ row, column }: CellPlace) => ({
    row: Math.max(0, Math.min(bounds.rows - 1, row)),
    column: Math.max(0, Math.min(bounds.columns - 1, column)),
  });
  return { anchor: clamp(anchor), focus: clamp(focus), cursor: clamp(cursor) };
}

export function rectangleOf({ anchor, focus }: GridSelection): Rectangle {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

/** True if more than one cell is selected. */
export function isRange({ anchor, focus }: GridSelection): boolean {
  return anchor.row !== focus.row || anchor.column !== focus.column;
}

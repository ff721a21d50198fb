import type { Step } from './keyAction.ts';
import type { Bounds, CellPlace } from './selection.ts';

/** The cell that a step leads to, kept inside the table. `page` is the rows of a page. */
export function stepFrom(from: CellPlace, step: Step, bounds: Bounds, page: number): CellPlace {
  const last = { row: Math.max(0, bounds.rows - 1), column: Math.max(0, bounds.columns - 1) };
  const to = unbounded(from, step, last, page);
  return {
    row: Math.max(0, Math.min(last.row, to.row)),
    column: Math.max(0, Math.min(last.column, to.column)),
  };
}

function unbounded({ row, column }: CellPlace, step: Step, last: CellPlace, page: number) {
  switch (step) {
    case 'up':
      return { row: row - 1, column };
    case 'down':
      return { row: row + 1, column };
    case 'left':
      return { row, column: column - 1 };
    case 'right':
      return { row, column: column + 1 };
    case 'pageUp':
      return { row: row - page, column };
    case 'pageDown':
      return { row: row + page, column };
    case 'rowStart':
      return { row, column: 0 };
    case 'rowEnd':
      return { row, column: last.column };
    case 'columnStart':
      return { row: 0, column };
    case 'columnEnd':
      return { row: last.row, column };
    case 'tableStart':
      return { row: 0, column: 0 };
    case 'tableEnd':
      return last;
  }
}

import type { ColumnModel } from './columnModel.ts';
import { measures } from './measures.ts';

/** What is in sight, and where it is drawn. */
export interface Viewport {
  /** Rows `[rowFrom, rowTo)`. */
  readonly rowFrom: number;
  readonly rowTo: number;
  /** Pixels from the top of the body to row `rowFrom`; whole, and not above 0. */
  readonly top: number;
  /** Visual columns `[0, pinned)` stand still. */
  readonly pinned: number;
  /** Visual columns `[columnFrom, columnTo)` scroll. */
  readonly columnFrom: number;
  readonly columnTo: number;
  /** Pixels that the scrolling columns are shifted to the left. */
  readonly shift: number;
  /** Pixels of the row numbers. */
  readonly gutter: number;
}

/** Sizes and positions that a viewport follows from. */
export interface Frame {
  readonly rows: number;
  readonly columns: ColumnModel;
  readonly gutter: number;
  /** Exact positions. */
  readonly v: number;
  readonly h: number;
  readonly width: number;
  readonly height: number;
}

export function viewportOf({ rows, columns, gutter, v, h, width, height }: Frame): Viewport {
  const rowFrom = Math.max(0, Math.min(rows, Math.floor(v / measures.row)));
  // Rounding moves a row by half a pixel at most; a row more covers it.
  const rowTo = Math.min(rows, Math.ceil((v + height + 1) / measures.row));
  const pinned = columns.pinnedWithin((width - gutter) * measures.maxPinnedShare);
  const shift = Math.round(h);
  const room = width - gutter;
  const from = Math.max(pinned, columns.visualAt(shift + columns.leftOf(pinned)));
  const to = columns.visualAt(shift + room - 1) + 1;
  return {
    rowFrom,
    rowTo: Math.max(rowFrom, rowTo),
    top: Math.round(rowFrom * measures.row - v),
    pinned,
    columnFrom: Math.min(columns.count, from),
    columnTo: Math.min(columns.count, Math.max(from, to)),
    shift,
    gutter,
  };
}

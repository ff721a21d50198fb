import type { ColumnModel } from './columnModel.ts';
import { measures } from './measures.ts';
import type { Viewport } from './viewport.ts';

/** What lies at a point of the body; the nearest cell outside of it. */
export interface PointedPlace {
  readonly row: number;
  /** Visual index. */
  readonly column: number;
  /** The point is on the row numbers. */
  readonly onGutter: boolean;
}

/** The row and column at a point; undefined without rows or columns. Points outside count as the edge. */
export function placeAt(
  x: number,
  y: number,
  rows: number,
  columns: ColumnModel,
  viewport: Viewport,
): PointedPlace | undefined {
  if (rows === 0 || columns.count === 0) return undefined;
  const row = viewport.rowFrom + Math.floor((y - viewport.top) / measures.row);
  return {
    row: Math.max(0, Math.min(rows - 1, row)),
    column: columns.visualAt(contentX(x, columns, viewport)),
    onGutter: x < viewport.gutter,
  };
}

/** A point of the body in pixels of the columns. */
export function contentX(x: number, columns: ColumnModel, viewport: Viewport): number {
  const inside = x - viewport.gutter;
  return inside < columns.leftOf(viewport.pinned) ? inside : inside + viewport.shift;
}

import type { GridLayout } from '../gridTypes.ts';
import type { ColumnModel } from './columnModel.ts';
import { clampWidth } from './columnWidth.ts';

/** The layout with another width of one column. */
export function withWidth(layout: GridLayout, name: string, width: number): GridLayout {
  return { ...layout, widths: { ...layout.widths, [name]: clampWidth(width) } };
}

/**
 * The layout with the column at `from` standing before the one that is now at `to` (the count for
 * the end). A column stays among the pinned, or among the others.
 */
export function withMoved(
  layout: GridLayout,
  columns: ColumnModel,
  from: number,
  to: number,
): GridLayout {
  const moved = columns.at(from)?.column.name;
  const target = dropTarget(columns, from, to);
  if (moved === undefined || target === from || target === from + 1) return layout;
  const isPinned = from < columns.pinned;
  const end = isPinned ? columns.pinned : columns.count;
  const names = isPinned ? layout.pinned : columns.order;
  const others = names.filter((name) => name !== moved);
  const neighbour = columns.at(target < end ? target : end - 1)?.column.name ?? moved;
  const at = others.indexOf(neighbour) + (target < end ? 0 : 1);
  const order = [...others.slice(0, at), moved, ...others.slice(at)];
  return isPinned ? { ...layout, pinned: order } : { ...layout, order };
}

/** Where a drop before column `to` really lands. */
export function dropTarget(columns: ColumnModel, from: number, to: number): number {
  return from < columns.pinned
    ? Math.max(0, Math.min(columns.pinned, to))
    : Math.max(columns.pinned, Math.min(columns.count, to));
}

import type { GridColumn, GridLayout } from '../gridTypes.ts';
import { measures } from './measures.ts';

const byKind: Partial<Record<GridColumn['type']['kind'], number>> = {
  boolean: 96,
  date: 120,
  timestamp: 176,
  timestamptz: 200,
  timestamp_ns: 220,
  float32: 136,
  float64: 144,
  text: 152,
  binary: 152,
  list: 200,
  struct: 240,
  map: 240,
};

/** The width of a column: as laid out, else by its type and the length of its name. */
export function columnWidth(column: GridColumn, layout: GridLayout): number {
  const set = Object.hasOwn(layout.widths, column.name) ? layout.widths[column.name] : undefined;
  if (set !== undefined && Number.isFinite(set)) return clampWidth(set);
  const forName = Math.min(240, 56 + column.name.length * 7);
  return Math.max(byKind[column.type.kind] ?? 112, forName);
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(measures.minWidth, Math.min(measures.maxWidth, width)));
}

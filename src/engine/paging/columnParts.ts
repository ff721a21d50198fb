import type { ResultColumn } from '../arrow/fetchPage.ts';

/** Columns that are kept in order together; wider tables are kept in parts, as they are looked at. */
const COLUMNS_TOGETHER = 64;

/** The parts of a table that hold some columns; a table that is not wide is one part. */
export function partsOf(
  all: readonly ResultColumn[],
  wanted: readonly string[],
): readonly { readonly index: number; readonly columns: readonly ResultColumn[] }[] {
  const names = new Set(wanted);
  return Array.from({ length: Math.ceil(all.length / COLUMNS_TOGETHER) }, (_, index) => ({
    index,
    columns: all.slice(index * COLUMNS_TOGETHER, (index + 1) * COLUMNS_TOGETHER),
  })).filter(({ columns }) => columns.some(({ name }) => names.has(name)));
}

import type { GridController } from '../gridController.ts';

/** Copies the selection under its headers; where the page may not, the owner is asked to. */
export async function copyWithHeaders(grid: GridController): Promise<void> {
  const range = grid.selectedRange();
  if (range === undefined) return;
  const text = grid.selectedText(true);
  try {
    if (text !== undefined) {
      await navigator.clipboard.writeText(text);
      return;
    }
  } catch {
    // A page without the right to the clipboard asks its owner, as for cells that are not here.
  }
  grid.props?.onCopyMissing?.(range, true);
}

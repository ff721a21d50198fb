import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';

/** The clipboard's own event, from keys or from the editor's menu: copies without headers. */
export function listenCopy(grid: GridController, { table }: GridElements): () => void {
  const onCopy = (event: ClipboardEvent) => {
    if (document.activeElement !== table) return;
    const range = grid.selectedRange();
    if (range === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const text = grid.selectedText(false);
    if (text === undefined) grid.props?.onCopyMissing?.(range, false);
    else event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', onCopy, { capture: true });
  return () => document.removeEventListener('copy', onCopy, { capture: true });
}

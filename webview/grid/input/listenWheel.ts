import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { measures } from '../model/measures.ts';

/** The wheel moves the exact position; Ctrl is left to the zoom. */
export function listenWheel(grid: GridController, { root, body }: GridElements): () => void {
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    const unit = unitOf(event.deltaMode, body.clientHeight);
    const { deltaX, deltaY } = event;
    // Some systems turn the wheel sideways themselves when Shift is held.
    if (event.shiftKey) grid.scrollBy((deltaX === 0 ? deltaY : deltaX) * unit, 0);
    else grid.scrollBy(deltaX * unit, deltaY * unit);
  };
  root.addEventListener('wheel', onWheel, { passive: false });
  return () => root.removeEventListener('wheel', onWheel);
}

function unitOf(mode: number, page: number): number {
  if (mode === WheelEvent.DOM_DELTA_LINE) return measures.row;
  return mode === WheelEvent.DOM_DELTA_PAGE ? page : 1;
}

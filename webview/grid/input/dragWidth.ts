import type { GridController } from '../gridController.ts';
import { withWidth } from '../model/layoutEdits.ts';
import type { HeaderDrag } from './dragColumn.ts';

/** Dragging the edge of a header: the column follows, the owner hears of the end of it. */
export function dragWidth(grid: GridController, visual: number, startX: number): HeaderDrag {
  const placed = grid.columns.at(visual);
  const base = grid.layout;
  let layout = base;
  return {
    move: (clientX) => {
      if (placed === undefined) return;
      layout = withWidth(base, placed.column.name, placed.width + clientX - startX);
      grid.tryLayout(layout);
    },
    drop: () => {
      if (layout !== base) grid.commitLayout(layout);
    },
    cancel: () => grid.tryLayout(undefined),
  };
}

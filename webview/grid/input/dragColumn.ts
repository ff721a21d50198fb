import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { dropTarget, withMoved } from '../model/layoutEdits.ts';
import { contentX } from '../model/placeAt.ts';
import { autoscroll } from './autoscroll.ts';

/** What is done with a header while the pointer is held. */
export interface HeaderDrag {
  readonly move: (clientX: number) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}

/** So near to the edge the columns begin to scroll. */
const edge = 32;

/** Dragging a header to another place, with a line where it would stand. */
export function dragColumn(
  grid: GridController,
  { root, scroller, insertMark }: GridElements,
  from: number,
): HeaderDrag {
  let x = 0;
  let target = from;
  const aim = () => {
    const { columns, viewport } = grid;
    if (viewport === undefined) return;
    const at = contentX(x, columns, viewport);
    const over = columns.visualAt(at);
    const placed = columns.at(over);
    const isPastMiddle = placed !== undefined && at > placed.left + placed.width / 2;
    target = dropTarget(columns, from, isPastMiddle ? over + 1 : over);
    const isStill = target < viewport.pinned || (target === viewport.pinned && from < target);
    const left = viewport.gutter + columns.leftOf(target) - (isStill ? 0 : viewport.shift);
    insertMark.style.transform = `translateX(${Math.round(left) - 1}px)`;
  };
  const scroll = autoscroll((by) => {
    grid.scrollBy(by, 0);
    grid.paint();
    aim();
  });
  const end = () => {
    scroll.stop();
    insertMark.hidden = true;
    root.classList.remove('is-dragging');
  };
  root.classList.add('is-dragging');
  insertMark.hidden = false;
  return {
    move: (clientX) => {
      x = clientX - scroller.getBoundingClientRect().left;
      aim();
      const right = scroller.clientWidth - edge;
      const left = (grid.viewport?.gutter ?? 0) + grid.columns.leftOf(grid.viewport?.pinned ?? 0);
      const isPinned = from < (grid.viewport?.pinned ?? 0);
      if (isPinned) return;
      scroll.aim(x > right ? x - right : x < left ? x - left : 0, 0);
    },
    drop: () => {
      end();
      const layout = withMoved(grid.layout, grid.columns, from, target);
      if (layout !== grid.layout) grid.commitLayout(layout);
    },
    cancel: end,
  };
}

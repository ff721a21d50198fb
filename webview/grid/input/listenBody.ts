import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { placeAt } from '../model/placeAt.ts';
import type { PointedPlace } from '../model/placeAt.ts';
import { extended, single, wholeRows } from '../model/selection.ts';
import { autoscroll } from './autoscroll.ts';
import { hoverText } from './hoverText.ts';

interface Drag {
  /** Whole rows are dragged over. */
  readonly rows: boolean;
  /** It started on a pinned column, which may be left without scrolling. */
  readonly fromPinned: boolean;
}

/** The pointer over the cells: select, drag, open, menu. The scroll box lies over the cells. */
export function listenBody(grid: GridController, elements: GridElements): () => void {
  const { body, scroller } = elements;
  const abort = new AbortController();
  const options = { signal: abort.signal };
  let drag: Drag | undefined;
  let point = { x: 0, y: 0 };

  const placeOf = (x: number, y: number) => {
    const { viewport } = grid;
    return viewport && placeAt(x, y, grid.bounds.rows, grid.columns, viewport);
  };
  const take = (event: MouseEvent) => {
    const box = scroller.getBoundingClientRect();
    point = { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** The cell that was hit; undefined on the scroll bars. */
  const hit = (event: MouseEvent) => {
    take(event);
    const isInside = point.x < scroller.clientWidth && point.y < scroller.clientHeight;
    return isInside ? placeOf(point.x, point.y) : undefined;
  };
  const choose = (place: PointedPlace, extend: boolean, rows: boolean) => {
    const { selection, bounds } = grid;
    const { row, column } = place;
    if (rows) grid.select(wholeRows(selection, row, extend, bounds), 'nothing');
    else
      grid.select(
        extend ? extended(selection, { row, column }) : single({ row, column }),
        'nothing',
      );
  };
  const dragTo = ({ rows, fromPinned }: Drag) => {
    const edge = fromPinned ? 0 : stillWidth(grid);
    const x = (grid.viewport?.shift ?? 0) > 0 ? Math.max(edge, point.x) : point.x;
    const place = placeOf(
      Math.min(x, scroller.clientWidth - 1),
      Math.max(0, Math.min(point.y, scroller.clientHeight - 1)),
    );
    const { focus } = grid.selection;
    if (place === undefined) return;
    if (place.row === focus.row && (rows || place.column === focus.column)) return;
    choose(place, true, rows);
  };
  const scroll = autoscroll((x, y) => {
    if (drag === undefined) return;
    grid.scrollBy(x, y);
    grid.paint();
    dragTo(drag);
  });
  const end = () => {
    drag = undefined;
    scroll.stop();
  };

  const begin = (place: PointedPlace, extend: boolean) => {
    grid.focus();
    grid.setOnHeader(false);
    choose(place, extend, place.onGutter);
  };
  const onClick = (event: PointerEvent) => {
    const place = event.pointerType === 'touch' ? hit(event) : undefined;
    if (place !== undefined) begin(place, event.shiftKey);
  };
  const onDown = (event: PointerEvent) => {
    const place = hit(event);
    if (place === undefined || event.button !== 0) return;
    // A finger scrolls; it selects by a tap, which is a click.
    if (event.pointerType === 'touch') return;
    begin(place, event.shiftKey);
    const fromPinned = place.column < (grid.viewport?.pinned ?? 0);
    drag = { rows: place.onGutter, fromPinned };
    scroller.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    take(event);
    if (drag === undefined) {
      const place = hit(event);
      scroller.title = (place && hoverText(grid, body, place)) ?? '';
      return;
    }
    dragTo(drag);
    const edge = drag.fromPinned ? 0 : stillWidth(grid);
    scroll.aim(
      drag.rows ? 0 : outside(point.x, edge, scroller.clientWidth),
      outside(point.y, 0, scroller.clientHeight),
    );
  };
  const onOpen = (event: MouseEvent) => {
    const place = hit(event);
    if (place === undefined || place.onGutter) return;
    const column = grid.columns.at(place.column)?.column.name;
    if (column !== undefined) grid.props?.onOpenCell?.(place.row, column);
  };
  const onMenu = (event: PointerEvent) => {
    event.preventDefault();
    const place = hit(event);
    const column = grid.columns.at(place?.column ?? -1)?.column.name;
    if (place === undefined || column === undefined) return;
    grid.focus();
    grid.setOnHeader(false);
    if (!grid.isSelected(place)) choose(place, false, place.onGutter);
    grid.props?.onMenu?.({ column, row: place.row, x: event.clientX, y: event.clientY });
  };
  // Keys belong to the grid: the scroll box would take the focus, even by its bars.
  scroller.addEventListener('focus', () => grid.focus(), options);
  scroller.addEventListener('pointerdown', onDown, options);
  scroller.addEventListener('pointermove', onMove, options);
  scroller.addEventListener('lostpointercapture', end, options);
  scroller.addEventListener('scroll', () => grid.scrolled(), options);
  scroller.addEventListener('click', onClick, options);
  scroller.addEventListener('dblclick', onOpen, options);
  scroller.addEventListener('contextmenu', onMenu, options);
  return () => {
    end();
    abort.abort();
  };
}

function stillWidth({ viewport, columns }: GridController): number {
  return viewport === undefined ? 0 : viewport.gutter + columns.leftOf(viewport.pinned);
}

function outside(at: number, from: number, to: number): number {
  return at < from ? at - from : at >= to ? at - to + 1 : 0;
}

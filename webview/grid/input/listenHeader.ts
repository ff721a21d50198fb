import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { single } from '../model/selection.ts';
import { dragColumn } from './dragColumn.ts';
import type { HeaderDrag } from './dragColumn.ts';
import { dragWidth } from './dragWidth.ts';

/** What a header holds that has clicks of its own. */
const controls = 'button, a, input, select, textarea, [role=button], [data-grid-control]';
/** A shorter way is a click. */
const threshold = 5;

/** The pointer over the headers: choose, resize, fit, drag to another place, menu. */
export function listenHeader(grid: GridController, elements: GridElements): () => void {
  const { head } = elements;
  const abort = new AbortController();
  const options = { signal: abort.signal };
  let drag: HeaderDrag | undefined;
  let pressed:
    { readonly pointer: number; readonly x: number; readonly visual: number } | undefined;
  let wasDragged = false;

  const start = (pointer: number, by: Element, begun: HeaderDrag) => {
    drag = begun;
    wasDragged = true;
    by.setPointerCapture(pointer);
  };
  const finish = (how: 'drop' | 'cancel') => {
    const ended = drag;
    drag = undefined;
    pressed = undefined;
    if (ended === undefined) return;
    ended[how]();
  };
  const onDown = (event: PointerEvent) => {
    wasDragged = false;
    const found = headerOf(event);
    if (found === undefined || event.button !== 0) return;
    const { target, visual } = found;
    if (target.closest('.grid-resize') !== null) {
      // Clicks go to what captured the pointer, and a double click here fits the column.
      start(event.pointerId, target, dragWidth(grid, visual, event.clientX));
    } else if (target.closest(controls) === null && event.pointerType !== 'touch') {
      pressed = { pointer: event.pointerId, x: event.clientX, visual };
    }
  };
  const onMove = (event: PointerEvent) => {
    if (pressed !== undefined && Math.abs(event.clientX - pressed.x) > threshold) {
      start(pressed.pointer, head, dragColumn(grid, elements, pressed.visual));
      pressed = undefined;
    }
    drag?.move(event.clientX);
  };
  const onClick = (event: MouseEvent) => {
    const found = headerOf(event);
    if (found === undefined || wasDragged || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (found.target.closest(`.grid-resize, ${controls}`) === null) choose(grid, found.visual);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const found = headerOf(event);
    const name = found && grid.columns.at(found.visual)?.column.name;
    if (name !== undefined && found?.target.closest('.grid-resize') != null) grid.fitColumn(name);
  };
  const onMenu = (event: MouseEvent) => {
    event.preventDefault();
    const found = headerOf(event);
    const column = found && grid.columns.at(found.visual)?.column.name;
    if (column === undefined) return;
    grid.focus();
    grid.props?.onMenu?.({ column, row: undefined, x: event.clientX, y: event.clientY });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || drag === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    finish('cancel');
  };
  head.addEventListener('pointerdown', onDown, options);
  head.addEventListener('pointermove', onMove, options);
  head.addEventListener('pointerup', () => finish('drop'), options);
  head.addEventListener('pointercancel', () => finish('cancel'), options);
  head.addEventListener('lostpointercapture', () => finish('cancel'), options);
  head.addEventListener('click', onClick, options);
  head.addEventListener('dblclick', onDoubleClick, options);
  head.addEventListener('contextmenu', onMenu, options);
  document.addEventListener('keydown', onKey, { ...options, capture: true });
  return () => {
    finish('cancel');
    abort.abort();
  };
}

function headerOf(event: MouseEvent) {
  const { target } = event;
  if (!(target instanceof Element)) return undefined;
  const visual = target.closest('.grid-header')?.getAttribute('data-visual');
  return visual == null ? undefined : { target, visual: Number(visual) };
}

function choose(grid: GridController, column: number): void {
  const { cursor } = grid.selection;
  grid.setOnHeader(true);
  grid.select(single({ row: cursor.row, column }), 'nothing');
  const name = grid.columns.at(column)?.column.name;
  // The selection has told the owner of another column by itself.
  if (name !== undefined && cursor.column === column) grid.props?.onColumn?.(name);
}

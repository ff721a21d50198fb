import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { GridHandle } from '../../grid/gridTypes.ts';
import { useStore } from '../state/context.ts';
import type { OpenTable } from './openTable.ts';

/** So old may the kept position be, in milliseconds, while the table moves. */
const LAG_MS = 50;

/**
 * Keeps where the person is in the table, and brings them back there once its rows are counted, when
 * the webview was hidden or reloaded. The result is for the grid's `onPaint`.
 */
export function usePosition(
  grid: RefObject<GridHandle | null>,
  open: OpenTable | undefined,
  rows: number | undefined,
): () => void {
  const store = useStore();
  const back = useRef(store.snapshot().ui.position);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const { current: position } = back;
    if (!position || !grid.current || open?.data.extent().known !== true) return;
    back.current = undefined;
    grid.current.goBack(position);
  }, [grid, open, rows]);
  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (back.current) return;
    const position = grid.current?.position();
    const kept = store.snapshot().ui.position;
    if (!position || JSON.stringify(position) === JSON.stringify(kept)) return;
    store.setUi({ position });
  }, [grid, store]);
  useEffect(() => {
    // Who goes elsewhere leaves first, and VS Code does not wait for what it hides.
    window.addEventListener('blur', keep);
    return () => {
      window.removeEventListener('blur', keep);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [keep]);
  return useCallback(() => {
    // Not anew at each paint: figures that come would put it off for as long as they come.
    timer.current ??= setTimeout(keep, LAG_MS);
  }, [keep]);
}

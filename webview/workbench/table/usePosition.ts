import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { GridHandle } from '../../grid/gridTypes.ts';
import { useStore } from '../state/context.ts';
import type { OpenTable } from './openTable.ts';

/** Milliseconds of rest after which a position is kept. */
const REST_MS = 150;

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
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (back.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const position = grid.current?.position();
      const kept = store.snapshot().ui.position;
      if (!position || JSON.stringify(position) === JSON.stringify(kept)) return;
      store.setUi({ position });
    }, REST_MS);
  }, [grid, store]);
}

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Keeps the focus among rows: where the row that had it is gone, its neighbour gets it. */
export function useRowFocus(count: number): {
  readonly rows: RefObject<Map<number, HTMLButtonElement>>;
  /** Puts the focus on a row: 0 is the source. */
  readonly focusRow: (index: number) => void;
  /** The row gets the focus if it is lost by the next change. */
  readonly keepAt: (index: number) => void;
} {
  const rows = useRef(new Map<number, HTMLButtonElement>());
  const kept = useRef<number>(undefined);
  const focusRow = (index: number): void => {
    rows.current.get(Math.max(0, Math.min(index, rows.current.size - 1)))?.focus();
  };
  useEffect(() => {
    if (kept.current === undefined) return;
    const active = document.activeElement;
    if (active === null || active === document.body) focusRow(kept.current);
    kept.current = undefined;
  }, [count]);
  return {
    rows,
    focusRow,
    keepAt: (index) => {
      kept.current = index;
    },
  };
}

import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { GridHandle } from '../../grid/gridTypes.ts';

/** The grid takes the focus where the page has it and nothing in it does, so that keys are heard. */
export function useGridFocus(grid: RefObject<GridHandle | null>, shown: boolean): void {
  useEffect(() => {
    if (!shown) return;
    const take = (): void => {
      const { activeElement } = document;
      const nowhere = activeElement === null || activeElement === document.body;
      if (nowhere && document.hasFocus()) grid.current?.focus();
    };
    take();
    window.addEventListener('focus', take);
    return () => {
      window.removeEventListener('focus', take);
    };
  }, [grid, shown]);
}

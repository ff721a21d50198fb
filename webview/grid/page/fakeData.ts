import type { GridCell, GridData, GridWindow } from '../gridTypes.ts';
import { fakeCell, fakeColumns } from './fakeCell.ts';

const blockRows = 128;
const blockColumns = 32;
const keptBlocks = 400;

/** A table that is fetched in blocks, each after `delay` milliseconds; windows left behind are not. */
export function fakeData(rows: number, columnCount: number, delay: number): GridData {
  const columns = fakeColumns(columnCount);
  const blocks = new Map<string, readonly GridCell[]>();
  const listeners = new Set<() => void>();
  let fetching: ReturnType<typeof setTimeout> | undefined;
  const blockOf = (row: number, column: number) =>
    `${Math.floor(row / blockRows)}:${Math.floor(column / blockColumns)}`;

  const load = (key: string) => {
    const [row = 0, column = 0] = key.split(':').map(Number);
    const cells = Array.from({ length: blockRows * blockColumns }, (_, at) =>
      fakeCell(
        row * blockRows + Math.floor(at / blockColumns),
        column * blockColumns + (at % blockColumns),
      ),
    );
    blocks.set(key, cells);
    for (const old of blocks.keys()) {
      if (blocks.size <= keptBlocks) break;
      blocks.delete(old);
    }
  };
  const need = (window: GridWindow) => {
    clearTimeout(fetching);
    const missing = new Set<string>();
    for (let row = window.rowFrom; row < window.rowTo; row += 1) {
      for (const column of window.columns) missing.add(blockOf(row, column));
    }
    for (const key of missing) if (blocks.has(key)) missing.delete(key);
    if (missing.size === 0) return;
    fetching = setTimeout(() => {
      for (const key of missing) load(key);
      for (const listener of listeners) listener();
    }, delay);
  };
  return {
    rows,
    columns,
    need,
    cell: (row, column) =>
      blocks.get(blockOf(row, column))?.[
        (row % blockRows) * blockColumns + (column % blockColumns)
      ],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

import { integer } from '../../ui/format.ts';
import type { FindState } from './finder.ts';

/** `3 of 1,204`, `1,204 results`, `No results`, `Counting…`. */
export function findWords({ text, cell, cells, busy }: FindState): string {
  if (text === '') return '';
  if (cells === 0) return 'No results';
  if (busy && !cell) return 'Searching…';
  if (cells === undefined) return 'Counting…';
  if (cell?.number !== undefined) return `${integer(cell.number)} of ${integer(cells)}`;
  return cells === 1 ? '1 result' : `${integer(cells)} results`;
}

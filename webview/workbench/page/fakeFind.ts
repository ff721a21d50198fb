import type { FoundCell } from '../../../src/shared/contracts/engine.ts';
import { cellText } from '../table/cellText.ts';
import type { FakeColumn } from './fakeColumns.ts';

interface Sought {
  readonly text: string;
  readonly columns: readonly string[];
  readonly from: { readonly row: number; readonly column: string | undefined };
  readonly inclusive?: boolean;
  readonly direction: 'next' | 'previous';
}

/** The nearest made-up cell with a text, within 5,000 rows. */
export function fakeFind(
  column: (name: string) => FakeColumn,
  rowAt: (row: number) => number,
  { text, columns, from, inclusive = false, direction }: Sought,
): FoundCell | undefined {
  const low = text.toLowerCase();
  const holds = (row: number, name: string): boolean => {
    const { type, value } = column(name);
    const found = value(rowAt(row));
    if (found === null || typeof found === 'object') return false;
    const shown = typeof found === 'bigint' ? found.toString() : cellText(found, type).text;
    return shown.toLowerCase().includes(low);
  };
  const step = direction === 'next' ? 1 : -1;
  const order = direction === 'next' ? columns : columns.toReversed();
  const start = from.column === undefined ? -1 : order.indexOf(from.column);
  for (let row = from.row; row >= 0 && Math.abs(row - from.row) < 5000; row += step) {
    const rest = row === from.row ? order.slice(inclusive ? Math.max(0, start) : start + 1) : order;
    const found = rest.find((name) => holds(row, name));
    if (found !== undefined) return { row, column: found, number: row + 1 };
  }
  return undefined;
}

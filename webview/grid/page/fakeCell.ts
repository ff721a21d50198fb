import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { CellMark, GridCell, GridColumn } from '../gridTypes.ts';

const types = ['timestamp', 'int64', 'float64', 'text', 'text', 'boolean'] as const;
const ports = ['ATL', 'DFW', 'ORD', 'SEA', 'BOS', 'LAX', 'DEN', 'MSP'];

/** Every column of the fake table; the first ones show what is special. */
export function fakeColumns(count: number): readonly GridColumn[] {
  return Array.from({ length: count }, (_, index) => {
    const kind: ColumnType = { kind: types[index % types.length] ?? 'text' };
    const name = names[index] ?? `column ${index}`;
    return index === 7 ? { name, type: kind, mark: 'added' } : { name, type: kind };
  });
}

const names: Readonly<Record<number, string>> = {
  0: 'date',
  1: 'delay',
  2: 'distance',
  3: 'origin',
  4: 'a "quoted" name\twith a tab',
  5: 'late',
  9: `a very long name ${'of a column '.repeat(24)}`.slice(0, 300),
};

/** The same place always has the same value. */
export function fakeCell(row: number, column: number): GridCell {
  const hash = hashOf(row, column);
  const kind = types[column % types.length];
  const special = column === 3 || column === 4 ? textOf(row, column, hash) : undefined;
  if (special !== undefined) return special;
  if (hash % 23 === 0) return { text: '', kind: 'null' };
  const mark = markOf(row, column);
  switch (kind) {
    case 'timestamp':
      return { text: timeOf(row, hash), kind: 'time', ...mark };
    case 'int64':
      return { text: String((hash % 2000) - 200), kind: 'number', ...mark };
    case 'float64':
      if (hash % 41 === 0) return { text: 'NaN', kind: 'nan' };
      if (hash % 43 === 0) return { text: '-inf', kind: 'infinite' };
      return { text: String((hash % 1_000_003) / 997), kind: 'number', ...mark };
    case 'boolean':
      return { text: String(hash % 3 === 0), kind: 'boolean', ...mark };
    default:
      return { text: `r${row} c${column}`, kind: 'text', ...mark };
  }
}

function textOf(row: number, column: number, hash: number): GridCell {
  const port = ports[hash % ports.length] ?? '';
  if (column === 3)
    return { text: port, kind: 'text', ...(row % 7 === 3 ? { mark: 'match' } : {}) };
  switch (row % 8) {
    case 0:
      return { text: `two\nlines\tand "quotes" ${port}`, kind: 'text' };
    case 1:
      return { text: '', kind: 'empty' };
    case 2:
      return { text: '   ', kind: 'text' };
    case 3:
      return { text: `  ${port} with blanks  `, kind: 'text' };
    case 4:
      return { text: port.repeat(340_000), kind: 'text' };
    case 5:
      return { text: port.repeat(100), kind: 'text', cut: true };
    default:
      return { text: port, kind: 'text' };
  }
}

function markOf(row: number, column: number): { mark?: CellMark; before?: string } {
  if (column === 7) return { mark: 'added' };
  if (column === 2 && row % 5 === 1) return { mark: 'changed', before: '1' };
  return column === 6 && row % 11 === 4 ? { mark: 'removed' } : {};
}

function timeOf(row: number, hash: number): string {
  const time = new Date(Date.UTC(2001, 0, 1) + (row % 1_000_000) * 60_000 + (hash % 60) * 1000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

function hashOf(row: number, column: number): number {
  let hash = Math.imul(row ^ (column << 20) ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13) ^ column, 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

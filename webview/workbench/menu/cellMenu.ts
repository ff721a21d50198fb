import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import type { GridCell } from '../../grid/gridTypes.ts';
import { valueFilter } from './viewEdits.ts';

/** What can be done with a cell, in its menu. */
export function cellMenu(
  column: string,
  type: ColumnType,
  cell: GridCell | undefined,
): readonly (MenuItem | null)[] {
  const shown = cell === undefined ? '' : short(cell);
  const can = (equal: boolean): boolean =>
    cell !== undefined && valueFilter(column, type, cell, equal) !== undefined;
  return [
    { id: 'copy', label: 'Copy', hint: 'Ctrl+C' },
    { id: 'copyHeaders', label: 'Copy with Headers', hint: 'Ctrl+Shift+C' },
    null,
    { id: 'equal', label: `Filter: ${column} is ${shown}`, disabled: !can(true) },
    { id: 'different', label: `Filter: ${column} is not ${shown}`, disabled: !can(false) },
    null,
    { id: 'open', label: 'Show in Full', hint: 'Enter' },
  ];
}

function short({ kind, text }: GridCell): string {
  if (kind === 'null') return 'null';
  if (kind === 'empty') return '""';
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

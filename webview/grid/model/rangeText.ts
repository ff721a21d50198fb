import type { GridData } from '../gridTypes.ts';
import type { ColumnModel } from './columnModel.ts';
import type { Rectangle } from './selection.ts';
import { tsvField } from './tsvField.ts';

/** More is not copied from memory: the owner writes it to a file, or fetches it as a command. */
const copyLimit = { cells: 500_000, characters: 50_000_000 } as const;

/**
 * A rectangle as tab-separated lines, as spreadsheets write and read them. Null is an empty field.
 * Undefined if it is too large, or if a cell is missing or only the start of it is here.
 */
export function rangeText(
  data: GridData,
  columns: ColumnModel,
  { top, bottom, left, right }: Rectangle,
  headers: boolean,
): string | undefined {
  if ((bottom - top + 1) * (right - left + 1) > copyLimit.cells) return undefined;
  const chosen = columns.placed.slice(left, right + 1);
  const lines: string[] = [];
  if (headers) lines.push(chosen.map(({ column }) => tsvField(column.name)).join('\t'));
  let characters = 0;
  for (let row = top; row <= bottom; row += 1) {
    const fields: string[] = [];
    for (const { index } of chosen) {
      const cell = data.cell(row, index);
      if (cell === undefined || cell.cut === true) return undefined;
      characters += cell.text.length;
      if (characters > copyLimit.characters) return undefined;
      fields.push(cell.kind === 'null' ? '' : tsvField(cell.text));
    }
    lines.push(fields.join('\t'));
  }
  return lines.join('\n');
}

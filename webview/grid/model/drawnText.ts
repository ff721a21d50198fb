import type { GridCell } from '../gridTypes.ts';

/** No column is wide enough to show more characters than this. */
const longest = 600;

/** What is written into a cell: one line, never longer than a cell can show. */
export function drawnText(cell: GridCell): string {
  if (cell.kind === 'null') return 'null';
  if (cell.kind === 'empty') return '""';
  const isLong = cell.text.length > longest;
  const text = isLong ? cell.text.slice(0, longest) : cell.text;
  // Half of a surrogate pair would be drawn as a replacement character.
  const whole = isLong ? text.replace(/[\uD800-\uDBFF]$/, '') : text;
  const line = whole.replace(/\r\n|[\n\r\u2028\u2029]/g, '↵');
  return isLong || cell.cut === true ? `${line}…` : line;
}

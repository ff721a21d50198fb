import type { GridCell } from '../gridTypes.ts';

/** What colour and hover tell about a cell, in words; undefined where its text says all. */
export function cellDescription(cell: GridCell): string | undefined {
  const facts: string[] = [];
  if (cell.kind === 'empty') facts.push('empty text');
  if (cell.mark === 'added') facts.push('added');
  if (cell.mark === 'removed') facts.push('removed');
  if (cell.mark === 'match') facts.push('match');
  if (cell.mark === 'changed') facts.push('changed');
  if (cell.before !== undefined) facts.push(`before: ${shortened(cell.before)}`);
  if (cell.cut === true) facts.push('shortened');
  return facts.length === 0 ? undefined : facts.join(', ');
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

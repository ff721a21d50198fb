import type { GridController } from '../gridController.ts';
import { drawnText } from '../model/drawnText.ts';
import { measures } from '../model/measures.ts';
import type { PointedPlace } from '../model/placeAt.ts';
import { textWidth } from '../paint/textWidth.ts';

/** A tooltip is for reading on, not for reading all. */
const longest = 1000;

/** What hovering over a cell shows: what its column is too narrow for, and what stood there before. */
export function hoverText(
  grid: GridController,
  body: HTMLElement,
  place: PointedPlace,
): string | undefined {
  const placed = grid.columns.at(place.column);
  if (placed === undefined || place.onGutter) return undefined;
  const cell = grid.props?.data.cell(place.row, placed.index);
  if (cell === undefined) return undefined;
  const shown = drawnText(cell);
  const isNarrow =
    shown !== cell.text || textWidth(body, shown) + measures.cellExtra > placed.width;
  const hasText = cell.kind !== 'null' && cell.kind !== 'empty';
  const lines: string[] = [];
  if (isNarrow && hasText) lines.push(shorten(cell.text));
  if (cell.before !== undefined) lines.push(`Before: ${shorten(cell.before)}`);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

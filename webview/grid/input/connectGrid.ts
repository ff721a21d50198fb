import type { GridElements } from '../elementsOf.ts';
import type { GridController } from '../gridController.ts';
import { listenBody } from './listenBody.ts';
import { listenCopy } from './listenCopy.ts';
import { listenHeader } from './listenHeader.ts';
import { listenKeys } from './listenKeys.ts';
import { listenWheel } from './listenWheel.ts';

/** Connects a grid to its place on the page; the result disconnects it. */
export function connectGrid(grid: GridController, elements: GridElements): () => void {
  const ends = [
    grid.attach(elements),
    listenCopy(grid, elements),
    listenBody(grid, elements),
    listenHeader(grid, elements),
    listenKeys(grid, elements),
    listenWheel(grid, elements),
  ];
  return () => {
    for (const end of ends.reverse()) end();
  };
}

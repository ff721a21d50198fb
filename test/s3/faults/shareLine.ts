import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

type Line = Extract<Fault, { kind: 'line' }>;

/** When each line is free again. */
const free = new WeakMap<Line, number>();
/** A timer wakes too late by about as much; a wait that is shorter is left to the next part. */
const SHORTEST_MS = 4;

/** The body at the pace of a line that other bodies share. */
export async function* shareLine(
  parts: AsyncIterable<Buffer>,
  line: Line,
  to: Writable,
): AsyncIterable<Buffer> {
  for await (const part of parts) {
    if (to.destroyed) return;
    const now = performance.now();
    const end = Math.max(now, free.get(line) ?? now) + (part.length / line.bytesPerSecond) * 1000;
    free.set(line, end);
    if (end - now > SHORTEST_MS) await pause(end - now);
    yield part;
  }
}

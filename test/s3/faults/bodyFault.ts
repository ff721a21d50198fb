import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import { shareLine } from './shareLine.ts';

type Parts = AsyncIterable<Buffer>;

/** Thrown where the connection ends in the middle of a body. */
export class Cut extends Error {
  readonly how: 'end' | 'reset';

  constructor(how: 'end' | 'reset') {
    super('the connection is cut here');
    this.how = how;
  }
}

/** The body as the fault lets it through; `to` is where it goes. */
export function bodyFault(fault: Fault | undefined, parts: Parts, to: Writable): Parts {
  switch (fault?.kind) {
    case 'cut':
      return cut(parts, fault.at, fault.how ?? 'end');
    case 'truncate':
      return first(parts, fault.at);
    case 'stall':
      return stall(parts, fault.at, to);
    case 'flip':
      return flip(parts, fault.at);
    case 'line':
      return shareLine(parts, fault, to);
    case 'throttle':
      return throttle(parts, fault.bytesPerSecond, to);
    default:
      return parts;
  }
}

async function* first(parts: Parts, length: number): Parts {
  let left = length;
  for await (const part of parts) {
    const taken = part.subarray(0, left);
    if (taken.length > 0) yield taken;
    left -= taken.length;
    if (left === 0) return;
  }
}

async function* cut(parts: Parts, at: number, how: 'end' | 'reset'): Parts {
  yield* first(parts, at);
  throw new Cut(how);
}

async function* stall(parts: Parts, at: number, to: Writable): Parts {
  yield* first(parts, at);
  if (!to.destroyed) await once(to, 'close');
}

async function* flip(parts: Parts, at: number): Parts {
  let seen = 0;
  for await (const part of parts) {
    const place = at - seen;
    seen += part.length;
    if (place < 0 || place >= part.length) {
      yield part;
      continue;
    }
    const wrong = Buffer.from(part);
    wrong[place] = (part[place] ?? 0) ^ 1;
    yield wrong;
  }
}

async function* throttle(parts: Parts, bytesPerSecond: number, to: Writable): Parts {
  const started = performance.now();
  const step = Math.max(1, Math.ceil(bytesPerSecond / 50));
  let sent = 0;
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += step) {
      if (to.destroyed) return;
      const piece = part.subarray(from, from + step);
      yield piece;
      sent += piece.length;
      const due = started + (sent / bytesPerSecond) * 1000;
      const wait = due - performance.now();
      if (wait > 0) await pause(wait);
    }
  }
}

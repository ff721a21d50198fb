import type { EngineClient } from '../../src/engine/client.ts';
import { openMain } from '../engine/startEngine.ts';
import { residentOf } from './measure.ts';

/** The most that an engine held, in MB, seen from outside, while it worked on a path opened as `memory`. */
export async function peakMemory(
  engine: EngineClient,
  path: string,
  work: () => Promise<unknown>,
): Promise<number> {
  await openMain(engine, 'memory', path);
  let peak = 0;
  const look = setInterval(() => {
    if (engine.pid !== undefined) peak = Math.max(peak, residentOf(engine.pid));
  }, 50);
  try {
    await work();
  } finally {
    clearInterval(look);
    await engine.call('close', { document: 'memory' });
  }
  return peak;
}

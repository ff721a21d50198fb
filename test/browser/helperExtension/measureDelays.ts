import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const NANOSECONDS = 1e6;

/**
 * Writes `{p50, p99, max}` of the event loop's delay so far, in milliseconds, every second. Who takes the
 * file away begins anew.
 */
export function measureDelays(file: string): { dispose(): void } {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  // Samples hold the time between two turns of the timer, its own resolution included.
  const held = (nanoseconds: number): number =>
    Math.max(0, Math.round((nanoseconds / NANOSECONDS - RESOLUTION_MS) * 100) / 100);
  delays.enable();
  let written = false;
  const timer = setInterval(() => {
    if (written && !existsSync(file)) delays.reset();
    written = true;
    const said = {
      p50: held(delays.percentile(50)),
      p99: held(delays.percentile(99)),
      max: held(delays.max),
    };
    writeFileSync(file, `${JSON.stringify(said)}\n`);
  }, 1000);
  return {
    dispose() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

import type { Locator, Page } from 'playwright-core';

/** How evenly frames came while something was done. */
export interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly frames: number;
  /** Wheel ticks that were sent. */
  readonly ticks: number;
  /** Milliseconds of the page's main thread for each tick. */
  readonly work: number;
}

const record = (ms: number) => `new Promise((resolve) => {
  const times = [];
  const end = performance.now() + ${ms};
  let last;
  const tick = (now) => {
    if (last !== undefined) times.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(tick);
    else resolve(times);
  };
  requestAnimationFrame(tick);
})`;

/** Turns the wheel for some time and says how evenly frames came. */
export function wheelFrames(
  page: Page,
  ms: number,
  x: number,
  y: number,
  inside?: Locator,
): Promise<Frames> {
  return framesOf(page, ms, () => page.mouse.wheel(x, y), inside);
}

/** Drags the thumb of an upright scroll bar down for some time, and lets go. */
export async function dragFrames(
  page: Page,
  { x, from, to, ms }: { x: number; from: number; to: number; ms: number },
  inside?: Locator,
): Promise<Frames> {
  await page.mouse.move(x, from);
  await page.mouse.down();
  const began = performance.now();
  const move = () => {
    const share = Math.min(1, (performance.now() - began) / ms);
    return page.mouse.move(x, from + (to - from) * share);
  };
  const frames = await framesOf(page, ms, move, inside);
  await page.mouse.up();
  return frames;
}

/** Frames are those of the document that `inside` is in: a webview has its own. */
async function framesOf(
  page: Page,
  ms: number,
  act: () => Promise<void>,
  inside?: Locator,
): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const state = { recording: true };
  const running: Promise<number[]> = inside
    ? inside.evaluate<number[], undefined>(record(ms), undefined)
    : page.evaluate<number[]>(record(ms));
  const recorded = running.finally(() => {
    state.recording = false;
  });
  let ticks = 0;
  while (state.recording) {
    await act();
    ticks += 1;
  }
  const times = (await recorded).sort((a, b) => a - b);
  const work = (((await busy()) - before) * 1000) / ticks;
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1), frames: times.length, ticks, work };
}

/** One line for the log. */
export function framesLine(what: string, { p50, p95, max, frames, ticks, work }: Frames): string {
  const figures = [p50, p95, max].map((time) => time.toFixed(0)).join('/');
  return `${what}: frame p50/p95/max ${figures} ms (${frames} frames, ${ticks} ticks, ${work.toFixed(1)} ms of main thread a tick)`;
}

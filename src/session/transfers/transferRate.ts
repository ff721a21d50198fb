/** How far back a rate looks, in milliseconds. */
const WINDOW = 5000;
/** Of a shorter time nothing is said. */
const LEAST = 500;
/** How long a transfer runs before anything is said of its end. */
const SETTLED = 2000;
/** Progress comes many times a second; so far apart is close enough. */
const APART = 100;

interface Seen {
  readonly at: number;
  readonly done: number;
}

/** How fast bytes came in the last seconds, and how long the rest may take. Times in milliseconds. */
export class TransferRate {
  private readonly begin: Seen;
  private seen: Seen[];
  private last: Seen;

  constructor(now: number) {
    this.begin = { at: now, done: 0 };
    this.seen = [this.begin];
    this.last = this.begin;
  }

  /** So many bytes are here now. */
  add(now: number, done: number): void {
    this.last = { at: now, done };
    if (now - (this.seen.at(-1)?.at ?? 0) >= APART) this.seen.push(this.last);
    // One from before the window stays: the rate begins there.
    const first = this.seen.findLastIndex(({ at }) => at <= now - WINDOW);
    if (first > 0) this.seen = this.seen.slice(first);
  }

  /** Bytes per second over the last seconds, falling while none come; undefined in the first moment. */
  rate(now: number): number | undefined {
    if (now - this.begin.at < LEAST) return undefined;
    const from = Math.max(this.begin.at, now - WINDOW);
    const before = this.seen.findLast(({ at }) => at <= from) ?? this.begin;
    return Math.max(0, this.last.done - before.done) / ((now - from) / 1000);
  }

  /** Seconds until `total` bytes are here; undefined where that is anybody's guess. */
  left(now: number, total: number): number | undefined {
    const rate = this.rate(now) ?? 0;
    if (rate === 0 || now - this.begin.at < SETTLED) return undefined;
    return Math.max(0, total - this.last.done) / rate;
  }
}

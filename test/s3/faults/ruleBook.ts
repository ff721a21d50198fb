import type { Fault, FaultRule } from './fault.ts';

/** What rules look at in a request. */
export interface Asked {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly range: string | undefined;
  readonly listing: boolean;
  readonly accessKeyId: string | undefined;
}

interface Ordered {
  readonly rule: FaultRule;
  readonly draw: () => number;
  skip: number;
  left: number;
}

/** The faults that were ordered; the first rule that a request meets is its fault. */
export class RuleBook {
  private rules: Ordered[] = [];

  add(rule: FaultRule): void {
    this.rules.push({
      rule,
      draw: random(rule.seed ?? 1),
      skip: rule.skip ?? 0,
      left: rule.times ?? 1,
    });
  }

  clear(): void {
    this.rules = [];
  }

  /** Rules that could still be met, but have a number of times and were not met so often. */
  pending(): readonly FaultRule[] {
    return this.rules
      .filter(({ left }) => left > 0 && Number.isFinite(left))
      .map(({ rule }) => rule);
  }

  take(asked: Asked): Fault | undefined {
    for (const ordered of this.rules) {
      const { rule } = ordered;
      if (ordered.left <= 0 || !matches(rule, asked)) continue;
      if (rule.share !== undefined && ordered.draw() >= rule.share) continue;
      if (ordered.skip > 0) {
        ordered.skip -= 1;
        continue;
      }
      ordered.left -= 1;
      return rule.fault;
    }
    return undefined;
  }
}

function matches(rule: FaultRule, asked: Asked): boolean {
  const { key } = rule;
  return (
    (rule.method ?? asked.method) === asked.method &&
    (rule.bucket ?? asked.bucket) === asked.bucket &&
    (rule.accessKeyId ?? asked.accessKeyId) === asked.accessKeyId &&
    (rule.ranged ?? asked.range !== undefined) === (asked.range !== undefined) &&
    (rule.listing ?? asked.listing) === asked.listing &&
    (key === undefined || (typeof key === 'string' ? key === asked.key : key.test(asked.key))) &&
    (rule.when?.(asked) ?? true)
  );
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

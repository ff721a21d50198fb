import fc from 'fast-check';

/** Chance for one case: every value comes from fast-check, so that a seed brings the case again. */
export class Draw {
  private readonly generator: fc.GeneratorValue;

  constructor(generator: fc.GeneratorValue) {
    this.generator = generator;
  }

  /** A value of this arbitrary. */
  of<T>(arbitrary: fc.Arbitrary<T>): T {
    return this.generator(() => arbitrary);
  }

  /** A whole number from `from` to `to`, each as likely. */
  between(from: number, to: number): number {
    return from >= to ? from : this.of(fc.noBias(fc.integer({ min: from, max: to })));
  }

  /** True in about `percent` of a hundred. */
  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  /** One of these, each as likely. */
  one<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const found = from[this.between(0, from.length - 1)];
    if (found === undefined) throw new Error('There is nothing to choose from.');
    return found;
  }

  /** `[weight, value]`: heavier ones come more often. */
  weighted<T>(from: readonly (readonly [number, T])[]): T {
    let left = this.between(
      1,
      from.reduce((all, [weight]) => all + weight, 0),
    );
    for (const [weight, value] of from) {
      left -= weight;
      if (left <= 0) return value;
    }
    throw new Error('There is nothing to choose from.');
  }

  /** So many of these, in any order, none twice. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(this.between(0, left.length - 1), 1));
    }
    return taken;
  }
}

/** The chance that belongs to this seed. */
export function drawFor(seed: number): Draw {
  const [generator] = fc.sample(fc.gen(), { seed, numRuns: 1 });
  if (!generator) throw new Error('fast-check made no value.');
  return new Draw(generator);
}

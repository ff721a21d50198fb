/**
 * Which element of a pool shows which row or column. What stays in sight keeps its element, so that
 * scrolling touches only what came into sight.
 */
export class Slots {
  readonly #held: (number | undefined)[] = [];
  #from = 0;
  #to = 0;

  /** By slot, the index that it shows; undefined for a slot that is free. */
  get held(): readonly (number | undefined)[] {
    return this.#held;
  }

  /** Shows `[from, to)`. */
  show(from: number, to: number): void {
    if (from === this.#from && to === this.#to) return;
    const free: number[] = [];
    const kept = new Set<number>();
    this.#held.forEach((index, slot) => {
      if (index !== undefined && index >= from && index < to) kept.add(index);
      else {
        this.#held[slot] = undefined;
        free.push(slot);
      }
    });
    free.reverse();
    for (let index = from; index < to; index += 1) {
      if (!kept.has(index)) this.#held[free.pop() ?? this.#held.length] = index;
    }
    this.#from = from;
    this.#to = to;
  }

  /** Slots by the index that they show, free ones last. */
  inOrder(): number[] {
    const rank = (slot: number) => this.#held[slot] ?? Number.MAX_SAFE_INTEGER;
    return this.#held.map((_, slot) => slot).sort((a, b) => rank(a) - rank(b));
  }
}

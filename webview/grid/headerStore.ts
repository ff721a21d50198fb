import type { GridLayout } from './gridTypes.ts';

/** What React draws of the header, beyond its props. */
export interface HeaderView {
  /** Visual columns that stand still, and `[from, to)` of those that scroll. */
  readonly pinned: number;
  readonly from: number;
  readonly to: number;
  readonly gutter: number;
  /** The visual column whose header the cursor is on. */
  readonly active: number | undefined;
  /** A layout that is being tried by hand, valid as long as the owner's is `base`. */
  readonly draft: { readonly base: GridLayout; readonly layout: GridLayout } | undefined;
}

/** The header's view, as React's external store wants it. */
export class HeaderStore {
  #view: HeaderView = {
    pinned: 0,
    from: 0,
    to: 0,
    gutter: 0,
    active: undefined,
    draft: undefined,
  };
  readonly #listeners = new Set<() => void>();

  readonly view = (): HeaderView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Tells listeners if anything differs. */
  set(change: Partial<HeaderView>): void {
    const old = this.#view;
    const next = { ...old, ...change };
    const isSame =
      next.pinned === old.pinned &&
      next.from === old.from &&
      next.to === old.to &&
      next.gutter === old.gutter &&
      next.active === old.active &&
      next.draft === old.draft;
    if (isSame) return;
    this.#view = next;
    for (const listener of this.#listeners) listener();
  }
}

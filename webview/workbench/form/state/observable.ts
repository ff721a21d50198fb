/** A value that parts of the page watch. */
export class Observable<T> {
  private current: T;
  private readonly listeners = new Set<() => void>();

  constructor(first: T) {
    this.current = first;
  }

  readonly value = (): T => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Replaces the value, and tells those who watch. */
  protected put(value: T): void {
    this.current = value;
    for (const listener of [...this.listeners]) listener();
  }
}

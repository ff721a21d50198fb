/** Values by text, of which those that were put in last are kept. */
export class RecentValues<V> {
  private readonly values = new Map<string, V>();
  private readonly most: number;

  /** Keeps so many. */
  constructor(most: number) {
    this.most = most;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  /** Puts a value in as the newest one; the oldest make room. */
  put(key: string, value: V): void {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.most) break;
      this.values.delete(oldest);
    }
  }
}

/** One bar: how high it is, and what a pointer on it is told. */
export interface Bar {
  readonly count: number;
  readonly words: string;
  /** Below the bar; bars without have none. */
  readonly label?: string;
}

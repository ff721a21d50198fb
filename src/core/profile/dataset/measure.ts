/** What one measure found of two columns. */
export interface Measure {
  readonly value: number;
  /** Rows where both columns have a value that counts. */
  readonly rows: number;
  /** Half the width of a 99.9 % interval; only where a sample was looked at. */
  readonly error?: number;
}

/** Pixels that the parts of the grid agree on. */
export const measures = {
  row: 25,
  minWidth: 48,
  maxWidth: 2000,
  /** Fitting a column to its cells stops here; a person may drag further. */
  maxFit: 600,
  /** Browsers draw and scroll boxes wrongly from some 16 million pixels on. */
  maxSpacer: 8_000_000,
  /** A wider share of pinned columns would leave no room for the others. */
  maxPinnedShare: 0.6,
  /** Padding and line of a cell; type, sort mark and padding of a header. */
  cellExtra: 19,
  headerExtra: 60,
  keyResize: 10,
} as const;

const digits = new Intl.NumberFormat('en-US');

/** The label of a row that has none of its own: its number from 1. */
export function rowNumber(row: number): string {
  return digits.format(row + 1);
}

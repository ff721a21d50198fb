/** The id of a header, which the grid names while the cursor is on it. */
export function headerId(grid: string, visual: number): string {
  return `${grid}-head-${visual}`;
}

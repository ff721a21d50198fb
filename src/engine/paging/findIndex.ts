/** Rows beyond this are counted, but where they are is not kept. */
const MOST_ROWS = 2_000_000;

/** Where a text was found: rows in the view's order and how many of their cells hold it. */
export class FindIndex {
  /** Rows in order, while all of them are kept. */
  private readonly places: number[] = [];
  /** Cells that hold the text in the rows before each place. */
  private readonly before: number[] = [];
  private counted = { rows: 0, cells: 0 };

  /** A further row; rows come in order. */
  add(row: number, cells: number): void {
    if (this.counted.rows < MOST_ROWS) {
      this.places.push(row);
      this.before.push(this.counted.cells);
    }
    this.counted = { rows: this.counted.rows + 1, cells: this.counted.cells + cells };
  }

  get rows(): number {
    return this.counted.rows;
  }

  get cells(): number {
    return this.counted.cells;
  }

  /** Whether the index knows every row. */
  get isWhole(): boolean {
    return this.counted.rows <= MOST_ROWS;
  }

  /** The first row after, or the last one before a row; the row itself does not count. */
  beside(row: number, direction: 'next' | 'previous'): number | undefined {
    const at = this.firstFrom(direction === 'next' ? row + 1 : row);
    return this.places[direction === 'next' ? at : at - 1];
  }

  /** Cells that hold the text in the rows before this one. */
  cellsBefore(row: number): number {
    const at = this.firstFrom(row);
    return this.before[at] ?? this.counted.cells;
  }

  /** The place of the first kept row that is not before `row`. */
  private firstFrom(row: number): number {
    let [low, high] = [0, this.places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import type { GridColumn, GridLayout } from '../gridTypes.ts';
import { columnOrder } from './columnOrder.ts';
import { columnWidth } from './columnWidth.ts';

/** A column that is shown: where it stands, and which one of the data it is. */
export interface PlacedColumn {
  readonly column: GridColumn;
  /** Index in the data. */
  readonly index: number;
  /** Pixels from the start of the first column. */
  readonly left: number;
  readonly width: number;
}

/** The shown columns in visual order, pinned ones first, with their places. */
export class ColumnModel {
  readonly placed: readonly PlacedColumn[];
  /** How many of them are laid out as pinned. */
  readonly pinned: number;
  /** All widths together. */
  readonly width: number;
  /** Every name, hidden ones too, in the order of the layout. */
  readonly order: readonly string[];
  readonly #visual = new Map<string, number>();

  constructor(columns: readonly GridColumn[], layout: GridLayout) {
    const byName = new Map(columns.map((column, index) => [column.name, { column, index }]));
    const hidden = new Set(layout.hidden);
    const isShown = (name: string) => byName.has(name) && !hidden.has(name);
    const pinned = [...new Set(layout.pinned)].filter(isShown);
    const isPinned = new Set(pinned);
    this.order = columnOrder([...byName.keys()], layout);
    const rest = this.order.filter((name) => isShown(name) && !isPinned.has(name));
    let left = 0;
    const placed: PlacedColumn[] = [];
    for (const name of [...pinned, ...rest]) {
      const known = byName.get(name);
      if (known === undefined) continue;
      const width = columnWidth(known.column, layout);
      this.#visual.set(name, placed.length);
      placed.push({ ...known, left, width });
      left += width;
    }
    this.placed = placed;
    this.pinned = pinned.length;
    this.width = left;
  }

  get count(): number {
    return this.placed.length;
  }

  at(visual: number): PlacedColumn | undefined {
    return this.placed[visual];
  }

  /** Where a column stands; undefined if it is hidden or unknown. */
  visualOf(name: string): number | undefined {
    return this.#visual.get(name);
  }

  /** The left edge of a column; the whole width behind the last one. */
  leftOf(visual: number): number {
    return this.placed[visual]?.left ?? (visual < 0 ? 0 : this.width);
  }

  /** The visual index of the column at a pixel; the nearest one outside. */
  visualAt(x: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.leftOf(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** How many columns can stay pinned if they may take `room` pixels. */
  pinnedWithin(room: number): number {
    let count = this.pinned;
    while (count > 0 && this.leftOf(count) > room) count -= 1;
    return count;
  }
}

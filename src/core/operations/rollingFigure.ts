import type { Column } from '../../shared/columnType.ts';
import type { RangeFrame } from './windowColumn.ts';
import type { Figure } from './windowGroup.ts';

/** So many rows before the current one and after it; `after` is `before` or one less. */
export interface RowFrame {
  readonly before: number;
  readonly after: number;
}

/** A figure of some rows around the current one. */
export interface RollingFigure extends Figure {
  readonly source: Column;
  readonly frame: RowFrame | RangeFrame;
  /** How many of the rows must hold a value, at least 1; else there is no figure. */
  readonly least: number;
}

/** Whether a window has so many rows that they are not taken one by one. */
export function isLong({ before, after }: RowFrame): boolean {
  return before + after + 1 > 100;
}

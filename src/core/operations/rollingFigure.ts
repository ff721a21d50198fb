import type { Column } from '../../shared/columnType.ts';
import type { RangeFrame } from './windowColumn.ts';
import type { Figure } from './windowGroup.ts';

/** A figure of some rows around the current one. */
export interface RollingFigure extends Figure {
  readonly source: Column;
  /** Which rows: of so many before and after, `after` is `before` or one less. */
  readonly frame: { readonly before: number; readonly after: number } | RangeFrame;
  /** How many of the rows must hold a value, at least 1; else there is no figure. */
  readonly least: number;
}

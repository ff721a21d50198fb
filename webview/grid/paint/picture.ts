import type { GridData } from '../gridTypes.ts';
import type { ColumnModel } from '../model/columnModel.ts';
import type { CellPlace, Rectangle } from '../model/selection.ts';
import type { Viewport } from '../model/viewport.ts';

/** Everything that one paint of the cells shows. */
export interface Picture {
  readonly data: GridData;
  /** Differs when cells may differ; a place that was drawn for the same version is not asked again. */
  readonly version: number;
  readonly columns: ColumnModel;
  readonly viewport: Viewport;
  /** Undefined where there is nothing to select. */
  readonly rectangle: Rectangle | undefined;
  /** Undefined while it is on a header. */
  readonly cursor: CellPlace | undefined;
  /** By slot, the scrolling column that it shows. */
  readonly columnSlots: readonly (number | undefined)[];
  readonly foundCursor: (cell: HTMLElement) => void;
}

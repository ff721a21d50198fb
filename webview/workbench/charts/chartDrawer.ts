import type { Config } from 'vega-lite';
import type { ChartSpec } from '../../../src/core/charts/chartSpec.ts';

/** A chart on the page. */
export interface DrawnChart {
  readonly resize: (width: number) => void;
  readonly dispose: () => void;
}

/** Draws a specification into a box of so many pixels. */
export type ChartDrawer = (
  box: HTMLElement,
  spec: ChartSpec,
  config: Config,
  width: number,
  /** A mark was clicked: its datum. */
  onPick?: (datum: Readonly<Record<string, unknown>>) => void,
) => Promise<DrawnChart>;

declare global {
  // A variable of the global object can be declared in no other way.
  var sluiceDrawChart: ChartDrawer | undefined;
}

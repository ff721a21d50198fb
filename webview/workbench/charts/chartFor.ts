import type { ChartSpec } from '../../../src/core/charts/chartSpec.ts';
import { histogramSpec } from '../../../src/core/charts/histogramSpec.ts';
import { topValuesSpec } from '../../../src/core/charts/topValuesSpec.ts';
import type { Column } from '../../../src/shared/columnType.ts';
import type { KnownProfile } from '../table/profileCache.ts';

const most = 8;

/** True for a column whose picture is rows over time. */
export function isTemporal({ type }: Column): boolean {
  return ['date', 'timestamp', 'timestamptz', 'timestamp_ns'].includes(type.kind);
}

/** The picture of a column that its figures give; undefined where they give none. */
export function chartFor({ column, rows }: KnownProfile): ChartSpec | undefined {
  const { histogram, top, name } = column;
  if (histogram?.some(({ count }) => count > 0) === true) return histogramSpec(name, histogram);
  if (!top || top.length === 0) return undefined;
  const shown = top.slice(0, most);
  const taken = shown.reduce((sum, { count }) => sum + count, 0);
  return topValuesSpec(name, shown, {
    values: Math.max(0, column.distinct - shown.length),
    rows: Math.max(0, rows - column.nulls - taken),
  });
}

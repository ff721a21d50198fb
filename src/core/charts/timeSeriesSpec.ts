import { chartSpec } from './chartSpec.ts';
import type { ChartSpec } from './chartSpec.ts';

/** Rows of one period: `at` is its start in milliseconds since 1970-01-01 UTC. */
export interface TimePoint {
  readonly at: number;
  readonly count: number;
}

/** Rows per period of a date or timestamp column; `unit` names the period: `day`, `month`. */
export function timeSeriesSpec(
  column: string,
  unit: string,
  points: readonly TimePoint[],
): ChartSpec {
  const values = points.map(({ at, count }) => ({ at, count }));
  return {
    ...chartSpec(`Rows per ${unit} of ${column}: ${points.length} periods`, values, 120),
    mark: { type: 'area', line: true, interpolate: 'step-after', fillOpacity: 0.35 },
    encoding: {
      x: {
        field: 'at',
        type: 'temporal',
        scale: { type: 'utc' },
        title: null,
        axis: { grid: false, labelFlush: true, tickCount: 4 },
      },
      y: {
        field: 'count',
        type: 'quantitative',
        title: null,
        scale: { zero: true },
        axis: { tickCount: 3, format: '~s' },
      },
      tooltip: [
        {
          field: 'at',
          type: 'temporal',
          title: unit,
          format: '%Y-%m-%d %H:%M',
          timeUnit: 'utcyearmonthdatehoursminutes',
        },
        { field: 'count', type: 'quantitative', title: 'rows', format: ',' },
      ],
    },
  };
}

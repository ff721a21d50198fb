import type { HistogramBin } from '../../shared/profile/columnProfile.ts';
import { chartSpec } from './chartSpec.ts';
import type { ChartSpec } from './chartSpec.ts';

/** Numbers from here on are too long for the labels of a small axis. */
const LONG = 1e10;

/** Bars over the bins of a numeric column, `[from, to)` each and the last one closed. */
export function histogramSpec(column: string, bins: readonly HistogramBin[]): ChartSpec {
  const [first] = bins;
  const last = bins.at(-1);
  const single = bins.length === 1;
  const isLong = Math.max(Math.abs(first?.from ?? 0), Math.abs(last?.to ?? 0)) >= LONG;
  const values = bins.map(({ from, to, count }) => ({
    // A single value has no width of its own.
    from: single ? from - 0.5 : from,
    to: single ? to + 0.5 : to,
    count,
  }));
  return {
    ...chartSpec(
      `Histogram of ${column}: ${bins.length} ${single ? 'bin' : 'bins'} from ${String(first?.from ?? 0)} to ${String(last?.to ?? 0)}`,
      values,
      120,
    ),
    mark: { type: 'bar', binSpacing: 1 },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        bin: 'binned',
        title: null,
        axis: {
          grid: false,
          labelFlush: true,
          tickCount: 5,
          ...(isLong ? { format: '.3~e' } : {}),
        },
      },
      x2: { field: 'to' },
      y: {
        field: 'count',
        type: 'quantitative',
        title: null,
        axis: { tickCount: 3, format: '~s' },
      },
      tooltip: [
        { field: 'from', type: 'quantitative', title: 'from', format: ',.6~g' },
        { field: 'to', type: 'quantitative', title: 'to', format: ',.6~g' },
        { field: 'count', type: 'quantitative', title: 'rows', format: ',' },
      ],
    },
  };
}

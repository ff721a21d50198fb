import type { TopValue } from '../../shared/profile/columnProfile.ts';
import { chartSpec } from './chartSpec.ts';
import type { ChartSpec } from './chartSpec.ts';

/** Bars of the most frequent values of a column, and one for all the other filled rows. */
export function topValuesSpec(
  column: string,
  top: readonly TopValue[],
  others: { readonly values: number; readonly rows: number },
): ChartSpec {
  const bars = top.map(({ value, count }) => ({
    label: value === '' ? '(empty)' : String(value),
    count,
    rest: false,
  }));
  const rest =
    others.values > 0 && others.rows > 0
      ? [
          {
            label: `${others.values.toLocaleString('en-US')} more`,
            count: others.rows,
            rest: true,
          },
        ]
      : [];
  const values = [...bars, ...rest];
  return {
    ...chartSpec(
      `Most frequent values of ${column}: ${bars.map(({ label, count }) => `${label} ${String(count)}`).join(', ')}`,
      values,
      values.length * 20,
    ),
    mark: { type: 'bar' },
    encoding: {
      y: {
        field: 'label',
        type: 'nominal',
        sort: null,
        title: null,
        axis: { labelLimit: 110, ticks: false, domain: false },
      },
      x: {
        field: 'count',
        type: 'quantitative',
        title: null,
        axis: { tickCount: 3, format: '~s' },
      },
      opacity: { condition: { test: 'datum.rest', value: 0.4 }, value: 1 },
      tooltip: [
        { field: 'label', type: 'nominal', title: 'value' },
        { field: 'count', type: 'quantitative', title: 'rows', format: ',' },
      ],
    },
  };
}

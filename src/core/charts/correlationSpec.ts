import type { Correlation } from '../../shared/profile/datasetDetails.ts';
import { chartSpec } from './chartSpec.ts';
import type { ChartSpec } from './chartSpec.ts';

/** Pixels of a cell. */
const cell = 19;

/**
 * A square of columns against columns, coloured from −1 over 0 to 1. Each pair stands twice, so that
 * a line can be read across. `columns` gives the order; links between others are left out.
 */
export function correlationSpec(
  columns: readonly string[],
  pairs: readonly Correlation[],
): ChartSpec {
  const shown = new Set(columns);
  const values = pairs
    .filter(({ a, b }) => shown.has(a) && shown.has(b))
    .flatMap((pair) => {
      const { a, b, measure, value, rows } = pair;
      const told = { measure, value, rows };
      return [
        { a, b, ...told },
        { a: b, b: a, ...told },
      ];
    });
  const names = [...columns];
  const axis = { labelLimit: 84, ticks: false, domain: false, grid: false };
  return {
    ...chartSpec(
      `Correlations between ${columns.length} columns, ${values.length / 2} pairs`,
      values,
      columns.length * cell,
    ),
    mark: { type: 'rect', cursor: 'pointer', tooltip: true },
    encoding: {
      x: {
        field: 'a',
        type: 'nominal',
        title: null,
        scale: { domain: names, paddingInner: 0.06 },
        axis: { ...axis, labelAngle: -90 },
      },
      y: {
        field: 'b',
        type: 'nominal',
        title: null,
        scale: { domain: names, paddingInner: 0.06 },
        axis,
      },
      color: {
        field: 'value',
        type: 'quantitative',
        legend: null,
        scale: { domain: [-1, 0, 1], range: 'diverging', interpolate: 'rgb' },
      },
      tooltip: [
        { field: 'a', type: 'nominal', title: 'column' },
        { field: 'b', type: 'nominal', title: 'and' },
        { field: 'value', type: 'quantitative', title: 'value', format: '.3f' },
      ],
    },
  };
}

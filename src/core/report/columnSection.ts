import type { ColumnProfile, ProfileValue } from '../../shared/profile/columnProfile.ts';
import type { ColumnDetails } from '../../shared/profile/columnDetails.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { bytes, grouped, percent } from './numbers.ts';
import { barChart, countTable, figureTable, histogram } from './parts.ts';
import type { FigureLine } from './parts.ts';

const MOST_VALUES = 10;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** One column: its figures of both tiers and its pictures. */
export function columnSection(
  column: ColumnProfile,
  details: ColumnDetails | undefined,
  rows: number,
  anchor: string,
): Html {
  const filled = rows - column.nulls;
  const parts = [
    figureTable('Overview', overview(column, details, rows)),
    figureTable('Numbers', numbers(column, details)),
    quantiles(column),
    column.histogram && histogram('Histogram', column.histogram),
    values(column, details, filled),
    ...text(details, filled),
    ...dates(details),
    figureTable('Elements', nested(details)),
    details?.nested?.keys && countTable('Keys', details.nested.keys.slice(0, MOST_VALUES), filled),
  ];
  return html`<section class="column" id="${anchor}">
    <h3>${column.name} <small>${column.type}</small></h3>
    <div class="parts">${parts.filter((part) => part !== undefined)}</div>
  </section>`;
}

function overview(
  column: ColumnProfile,
  details: ColumnDetails | undefined,
  rows: number,
): readonly FigureLine[] {
  const { basis } = column;
  return [
    ['missing', column.nulls, basis['nulls']],
    ['missing share', rows > 0 ? percent(column.nulls / rows) : undefined],
    ['distinct', column.distinct, basis['distinct']],
    ['uniqueness', details?.uniqueness === undefined ? undefined : percent(details.uniqueness)],
    ['NaN', column.nans, basis['nans']],
    ['infinities', column.infinities, basis['infinities']],
    ['min', column.min === undefined ? undefined : extreme(column, column.min), basis['min']],
    ['max', column.max === undefined ? undefined : extreme(column, column.max), basis['max']],
    ['on disk', details?.bytes === undefined ? undefined : bytes(details.bytes)],
  ];
}

function numbers(column: ColumnProfile, details: ColumnDetails | undefined): readonly FigureLine[] {
  const more = details?.numbers;
  const { basis } = column;
  const own = details?.basis ?? {};
  return [
    ['mean', column.mean, basis['mean']],
    ['std', column.std, basis['std']],
    ['variance', more?.variance, own['numbers.variance']],
    ['sum', more?.sum === undefined ? undefined : grouped(more.sum), own['numbers.sum']],
    ['IQR', more?.iqr, own['numbers.iqr']],
    ['skewness', more?.skewness, own['numbers.skewness']],
    ['kurtosis', more?.kurtosis, own['numbers.kurtosis']],
    ['zeros', more?.zeros, own['numbers.zeros']],
    ['negatives', more?.negatives, own['numbers.negatives']],
    [
      'outliers (1.5 IQR)',
      more?.outliers && more.outliers.below + more.outliers.above,
      own['numbers.outliers'],
    ],
    ['far out (robust z > 3.5)', more?.farOut, own['numbers.farOut']],
  ];
}

/** Numbers with separators; an identifier or a date that is text stays as it is. */
function extreme(column: ColumnProfile, value: ProfileValue): ProfileValue {
  return /^(int|decimal)/.test(column.type) ? grouped(value) : value;
}

function quantiles(column: ColumnProfile): Html | undefined {
  const basis = column.basis['quantiles'];
  const { p1, p5, p25, p50, p75, p95, p99 } = column.quantiles ?? {};
  return figureTable('Quantiles', [
    ['1 %', p1, basis],
    ['5 %', p5, basis],
    ['25 %', p25, basis],
    ['median', p50, basis],
    ['75 %', p75, basis],
    ['95 %', p95, basis],
    ['99 %', p99, basis],
  ]);
}

function text(details: ColumnDetails | undefined, filled: number): readonly (Html | undefined)[] {
  const found = details?.text;
  if (!found) return [];
  const basis = details.basis['text'];
  const { lengths } = found;
  return [
    figureTable('Text', [
      ['empty', found.empty, basis],
      ['blank', found.blank, basis],
      ['padded with spaces', found.padded, basis],
      ['shortest', lengths.min, basis],
      ['mean length', lengths.mean, basis],
      ['longest', lengths.max, basis],
    ]),
    histogram('Lengths', found.lengthHistogram),
    countTable('Patterns', found.patterns.slice(0, MOST_VALUES), filled),
    countTable(
      'Looks like',
      found.kinds.map(({ kind, count: n }) => ({ name: kind, count: n })),
      filled,
    ),
  ];
}

function dates(details: ColumnDetails | undefined): readonly (Html | undefined)[] {
  const found = details?.dates;
  if (!found) return [];
  const gaps = (found.gaps ?? [])
    .slice(0, 5)
    .map(({ from, to, steps }): FigureLine => [`${from} – ${to}`, steps]);
  return [
    figureTable('Time', [
      ['granularity', found.granularity],
      ['in the future', found.future],
      ['implausible', found.implausible],
      ['out of order', found.unordered],
    ]),
    found.histogram.length === 0
      ? undefined
      : barChart(
          'Histogram',
          found.histogram.map(({ from, to, count: n }) => ({
            label: `${from} to ${to}`,
            bars: [n],
          })),
          [found.histogram[0]?.from ?? '', found.histogram.at(-1)?.to ?? ''],
        ),
    countTable(
      'Weekdays',
      found.weekdays.map((n, day) => ({ name: weekdays[day] ?? '', count: n })),
      found.weekdays.reduce((sum, n) => sum + n, 0),
    ),
    found.hours &&
      barChart(
        'Hours of the day',
        found.hours.map((n, hour) => ({ label: `${String(hour)}:00`, bars: [n] })),
        ['0:00', '23:00'],
      ),
    figureTable('Gaps', gaps),
  ];
}

function nested(details: ColumnDetails | undefined): readonly FigureLine[] {
  const found = details?.nested;
  return [
    ['fewest', found?.lengths?.min],
    ['mean', found?.lengths?.mean],
    ['most', found?.lengths?.max],
    ['empty', found?.empty],
  ];
}

/** The most frequent values; those of a column where each occurs once say nothing. */
function values(
  column: ColumnProfile,
  details: ColumnDetails | undefined,
  filled: number,
): Html | undefined {
  const top = column.top ?? details?.values?.top.slice(0, MOST_VALUES) ?? [];
  if ((top[0]?.count ?? 0) <= 1) return undefined;
  const lines = top.map(({ value, count: n }) => ({ name: String(value), count: n }));
  const other = filled - lines.reduce((sum, line) => sum + line.count, 0);
  const rest = other > 0 ? [{ name: '(other)', count: other }] : [];
  return countTable('Most frequent', [...lines, ...rest], filled);
}

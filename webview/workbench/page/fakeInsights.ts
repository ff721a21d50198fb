import type { FakeColumn } from './fakeColumns.ts';
import type { Insight, InsightsResult } from '../../../src/shared/profile/insight.ts';

/** How the made-up data are looked at. */
interface FakeLook {
  readonly sample: number | undefined;
  readonly target: string | undefined;
  /** How many times each finding is there. */
  readonly times: number;
}

/** Findings about the made-up columns: every severity, with and without rows and steps. */
export function fakeInsights(
  columns: readonly FakeColumn[],
  rows: number,
  { sample, target, times }: FakeLook,
): InsightsResult {
  const sampled = sample !== undefined && sample < rows ? sample : undefined;
  const basis = sampled === undefined ? 'exact' : 'estimate';
  const about = sampled === undefined ? '' : 'about ';
  const count = (share: number): string => Math.round(rows * share).toLocaleString('en-US');
  const insights: Omit<Insight, 'basis' | 'rule'>[] = [
    {
      id: 'infinities:score',
      severity: 'high',
      columns: ['score'],
      message: `score is infinite in ${about}${count(0.002)} rows (0.2 %).`,
      evidence: [{ label: 'Infinite', value: count(0.002) }],
      share: 0.002,
      rows: { expression: 'isinf("score")' },
      fixes: [
        {
          title: 'Make them empty',
          op: 'formula',
          params: {
            column: 'score',
            expression: 'case when isinf("score") then null else "score" end',
          },
        },
      ],
    },
    {
      id: 'missing:tail_number',
      severity: 'medium',
      columns: ['tail_number'],
      message: `tail_number is empty in ${about}${count(0.08)} rows (8 %).`,
      evidence: [
        { label: 'Empty', value: count(0.08) },
        { label: 'Filled', value: count(0.92) },
        { label: 'Share', value: '8 %' },
      ],
      share: 0.08,
      rows: { column: 'tail_number', is: 'is-null' },
      fixes: [
        {
          title: 'Fill with “unknown”',
          op: 'fill-missing',
          params: { columns: ['tail_number'], with: 'constant', value: 'unknown' },
        },
        {
          title: 'Drop these rows',
          op: 'filter-rows',
          params: { where: { column: 'tail_number', is: 'is-null' }, keep: false },
        },
      ],
    },
    {
      id: 'duplicate-rows:',
      severity: 'medium',
      columns: [],
      message: `${about === '' ? '' : 'About '}${count(0.013)} rows (1.3 %) repeat another row.`,
      evidence: [{ label: 'Repeated', value: count(0.013) }],
      share: 0.013,
      fixes: [],
    },
    {
      id: 'correlated:delay,fare',
      severity: 'low',
      columns: ['delay', 'fare'],
      message: 'delay and fare say nearly the same (Pearson’s r = 0.987).',
      evidence: [
        { label: 'Pearson’s r', value: '0.987' },
        { label: 'Rows', value: count(0.97) },
      ],
      fixes: [],
    },
    {
      id: 'skew:distance',
      severity: 'low',
      columns: ['distance'],
      message: 'distance is skewed to the right (skewness 3.2).',
      evidence: [{ label: 'Skewness', value: '3.2' }],
      fixes: [
        {
          title: 'Replace by ln(1 + x)',
          op: 'formula',
          params: { column: 'distance', expression: 'ln("distance" + 1)' },
        },
      ],
    },
  ];
  if (target !== undefined) {
    insights.unshift({
      id: `class-imbalance:${target}`,
      severity: 'high',
      columns: [target],
      message: `The rarest class of ${target} has ${about}${count(0.012)} rows (1.2 %).`,
      evidence: [{ label: 'Rarest', value: 'BOS' }],
      share: 0.012,
      fixes: [],
    });
  }
  const names = new Set(columns.map(({ name }) => name));
  const fit = insights
    .flatMap((one) =>
      Array.from({ length: times }, (_, at) => {
        const swap = (name: string): string => (names.has(name) ? name : `${name}_${at * 8}`);
        return {
          ...one,
          id: at === 0 ? one.id : `${one.id}#${at}`,
          columns: one.columns.map(swap),
        };
      }),
    )
    .filter((one) => rows > 0 && one.columns.every((name) => names.has(name)));
  return {
    rows,
    ...(sampled === undefined ? {} : { sampled }),
    basis,
    insights: fit.map((one) => ({ ...one, rule: one.id.split(':')[0] ?? '', basis })),
  };
}

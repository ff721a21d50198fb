import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/shared/condition.ts';
import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import type { Correlation, DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import type { Insight } from '../../../src/shared/profile/insight.ts';
import { basisAt } from '../../../webview/workbench/column/basisWords.ts';
import { copyFigures } from '../../../webview/workbench/column/copyFigures.ts';
import { equalTo } from '../../../webview/workbench/column/equalTo.ts';
import { roundedText } from '../../../webview/workbench/column/figureText.ts';
import { correlationModel } from '../../../webview/workbench/dataset/correlationModel.ts';
import { missingMap } from '../../../webview/workbench/dataset/missingMap.ts';
import { conditionText } from '../../../webview/workbench/filter/conditionText.ts';
import { columnFindings } from '../../../webview/workbench/insights/columnFindings.ts';
import { initialUi, readUiState } from '../../../webview/workbench/state/uiState.ts';
import { usableView } from '../../../webview/workbench/state/usableView.ts';
import { profileWords } from '../../../webview/workbench/status/profileWords.ts';

describe('figures', () => {
  it.each([
    [31.023499999, '31.0235'],
    [-0.000012345678, '−0.00001234568'],
    [1.5e300, '1.5e300'],
    [1e-9, '1e-9'],
    [1234567.891, '1,234,568'],
    [12, '12'],
    [
      '98765432109876543210987654321098765432',
      '98,765,432,109,876,543,210,987,654,321,098,765,432',
    ],
    ['Infinity', 'Infinity'],
  ])('%s reads %s', (value, words) => {
    expect(roundedText(value)).toBe(words);
  });

  it.each<[string, boolean, Basis]>([
    ['numbers.skewness', false, 'estimate'],
    ['numbers.sum', false, 'exact'],
    ['text.kinds', false, 'exact'],
    ['text.kinds', true, 'estimate'],
    ['uniqueness', true, 'sketch ±3%'],
  ])('%s has its own basis, or that of its part', (name, sampled, basis) => {
    const known = {
      'numbers.skewness': 'estimate',
      numbers: 'exact',
      uniqueness: 'sketch ±3%',
    } as const;
    expect(basisAt(known, name, sampled)).toBe(basis);
  });

  it('filter to a value with all its digits, and not where none can say it', () => {
    expect(equalTo('a', { kind: 'int64' }, '9007199254740993')).toEqual({
      column: 'a',
      is: 'equals',
      value: '9007199254740993',
    });
    expect(equalTo('a', { kind: 'float64' }, 'NaN')).toEqual({ column: 'a', is: 'is-nan' });
    expect(equalTo('a', { kind: 'text' }, 'NaN')?.valueOf()).toHaveProperty('is', 'equals');
    expect(equalTo('a', { kind: 'list', item: { kind: 'text' } }, 'x')).toBeUndefined();
  });

  it('are copied as a sheet takes them', () => {
    const figures = [
      { label: 'Sum', value: '1,234', full: '−1,234.5', basis: 'estimate' as const },
      { label: 'On its way', value: undefined, basis: 'exact' as const },
    ];
    const shares = [{ label: 'two\nlines\tand a tab', count: 3 }];
    expect(
      copyFigures('a', 'int64', [
        { title: 'Numbers', figures },
        { title: 'Value', shares },
      ]),
    ).toBe('Column\ta\t\nType\tint64\t\nSum\t-1234.5\testimate\nValue: two lines and a tab\t3\t\n');
  });
});

const details: DatasetDetails = {
  rows: 100,
  columns: 3,
  missing: {
    patterns: [
      { columns: ['a', 'b'], rows: 20 },
      { columns: ['b'], rows: 10 },
    ],
    pairs: [],
  },
  correlations: [],
  constant: [],
  equalColumns: [],
  basis: {},
};

describe('the dataset', () => {
  it('has a map of what is missing together, the emptiest column first', () => {
    expect(missingMap(details)).toEqual({
      columns: ['b', 'a'],
      moreColumns: 0,
      lines: [
        { columns: ['a', 'b'], rows: 20, share: 0.2, missing: [true, true] },
        { columns: ['b'], rows: 10, share: 0.1, missing: [true, false] },
      ],
      moreLines: 0,
      complete: 70,
    });
    const many = Array.from({ length: 50 }, (_, at) => ({ columns: [`c${String(at)}`], rows: 1 }));
    const wide = missingMap({ ...details, missing: { patterns: many, pairs: [] } });
    expect([wide.columns.length, wide.moreColumns, wide.lines.length, wide.moreLines]).toEqual([
      18, 32, 20, 30,
    ]);
    // There may be more patterns than are told.
    expect(wide.complete).toBeUndefined();
  });

  it('shows each pair once, by the measure that was chosen, the strongest first', () => {
    const link = (a: string, b: string, measure: Correlation['measure'], value: number) => ({
      ...{ a, b, measure, value },
      rows: 9,
    });
    const links = [
      link('x', 'y', 'pearson', 0.2),
      link('x', 'y', 'spearman', -0.9),
      link('t', 'x', 'correlation-ratio', 0.3),
      link('x', 't', 'correlation-ratio', 0.5),
      link('t', 'u', 'cramers-v', Number.NaN),
    ];
    const model = correlationModel(links, 'spearman', ['t', 'u', 'x', 'y']);
    expect(model.pairs.map(({ a, b, value }) => [a, b, value])).toEqual([
      ['x', 'y', -0.9],
      ['x', 't', 0.5],
    ]);
    expect(model.columns).toEqual(['t', 'x', 'y']);
  });
});

describe('filters of findings', () => {
  const either: Condition = {
    any: [
      { column: 'a', is: 'less', value: -22 },
      { all: [{ column: 'b', is: 'is-null' }, { not: { column: 'c', is: 'is-empty' } }] },
    ],
  };

  it('read as sentences', () => {
    expect(conditionText(either)).toBe('a < -22 or (b is null and (not (c is empty text)))');
    expect(conditionText({ expression: 'isinf("x")' })).toBe('isinf("x")');
  });

  it('are kept over a reload, and left out where a column is gone', () => {
    const view = { filters: [either], sort: [], find: '' };
    const saved: unknown = JSON.parse(JSON.stringify({ ...initialUi, view }));
    expect(readUiState(saved).view.filters).toEqual([either]);
    expect(readUiState({ view: { filters: [{ any: [{ odd: 1 }] }] } }).view.filters).toEqual([]);
    const table = (names: readonly string[]) => ({
      state: {
        table: {
          key: 'k',
          schema: names.map((name) => ({ name, type: { kind: 'text' } as const })),
          step: null,
          preview: undefined,
        },
      },
      ui: { view },
    });
    expect(usableView(table(['a', 'b', 'c'])).filters).toEqual([either]);
    expect(usableView(table(['a', 'b'])).filters).toEqual([]);
  });
});

it('marks a column by the worst that was found in it', () => {
  const finding = (severity: Insight['severity'], columns: readonly string[]): Insight => ({
    ...{ id: severity, rule: 'r', severity, columns, message: severity },
    ...{ evidence: [], basis: 'exact', fixes: [] },
  });
  const found = columnFindings([finding('low', ['a', 'b']), finding('high', ['b'])]);
  expect(found.get('a')).toEqual({ worst: 'low', messages: ['low'] });
  expect(found.get('b')).toEqual({ worst: 'high', messages: ['low', 'high'] });
});

it.each([
  ['exact', { done: 8, of: 8, estimates: 0 }, 'Exact', false],
  ['estimate', { done: 3, of: 8, estimates: 0 }, '≈ Exact 3 of 8', true],
  ['estimate', { done: 1, of: 1, estimates: 7 }, '≈ 1 of 8 exact', false],
  ['estimate', { done: 0, of: 0, estimates: 8 }, '≈ Estimate', false],
] as const)('says how far %s figures are: %j', (basis, progress, words, isWorking) => {
  expect(profileWords(basis, progress)).toMatchObject({ text: words, isWorking });
});

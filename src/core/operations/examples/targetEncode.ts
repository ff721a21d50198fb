import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface TargetParams {
  columns: string[];
  target: string;
  smoothing: number;
  unseen: 'overall' | 'missing' | 'error';
  nulls: 'overall' | 'missing';
  suffix?: string | undefined;
  maxCategories: number;
}

const visits: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['bought', 'boolean'],
    ['paid', 'float64'],
  ],
  rows: [
    ['a', true, 10],
    ['a', false, 'nan'],
    ['', true, 'inf'],
    [null, true, -2],
    ['é🚀', null, null],
    ['a', true, '-0.0'],
    ['', false, 4],
    ['a', false, null],
  ],
};
const plain = { unseen: 'overall', nulls: 'overall', maxCategories: 1000 } as const;
const towns = ['a', 'a', '', null, 'é🚀', 'a', '', 'a'];

/** The visits with the towns replaced, or a column behind. */
function encoded(values: readonly (number | null)[], added?: string): ExampleTable {
  const [town, ...others] = visits.columns;
  return {
    columns:
      added === undefined
        ? [['town', 'float64'], ...others]
        : [town ?? ['town', 'text'], ...others, [added, 'float64']],
    rows: visits.rows.map(([, ...cells], index) => {
      const value = values[index] ?? null;
      return added === undefined ? [value, ...cells] : [towns[index] ?? null, ...cells, value];
    }),
  };
}

/** Worked examples of target-encode. */
export const targetEncodeExamples: readonly [Example<TargetParams>, ...Example<TargetParams>[]] = [
  {
    name: 'the share that bought, drawn towards 4 of 7; null gets the overall mean',
    input: visits,
    params: { ...plain, columns: ['town'], target: 'bought', smoothing: 3 },
    // overall 4/7; '': (1 + 12/7) / 5, a: (2 + 12/7) / 7, é🚀: (0 + 12/7) / 3
    fitted: {
      town: {
        overall: 0.5714285714285714,
        means: [
          ['', 0.5428571428571429],
          ['a', 0.5306122448979592],
          ['é🚀', 0.5714285714285714],
        ],
      },
    },
    output: encoded([
      0.5306122448979592, 0.5306122448979592, 0.5428571428571429, 0.5714285714285714,
      0.5714285714285714, 0.5306122448979592, 0.5428571428571429, 0.5306122448979592,
    ]),
  },
  {
    name: 'plain means of finite numbers in a new column; null stays missing',
    input: visits,
    params: {
      ...plain,
      columns: ['town'],
      target: 'paid',
      smoothing: 0,
      nulls: 'missing',
      suffix: '_mean',
    },
    fitted: {
      town: {
        overall: 3,
        means: [
          ['', 4],
          ['a', 5],
          ['é🚀', 3],
        ],
      },
    },
    output: encoded([5, 5, 4, null, 3, 5, 4, 5], 'town_mean'),
  },
  {
    name: 'days and whole numbers; an exact decimal as the target',
    input: {
      columns: [
        ['day', 'date'],
        ['k', 'int64'],
        ['p', 'decimal(10,2)'],
      ],
      rows: [
        ['2026-02-28', '9223372036854775807', '1.50'],
        ['1969-12-31', -1, '2.50'],
        ['2026-02-28', -1, '5.00'],
      ],
    },
    params: { ...plain, columns: ['day', 'k'], target: 'p', smoothing: 1 },
    fitted: {
      day: {
        overall: 3,
        means: [
          ['1969-12-31', 2.75],
          ['2026-02-28', 3.1666666666666665],
        ],
      },
      k: {
        overall: 3,
        means: [
          ['-1', 3.5],
          ['9223372036854775807', 2.25],
        ],
      },
    },
    output: {
      columns: [
        ['day', 'float64'],
        ['k', 'float64'],
        ['p', 'decimal(10,2)'],
      ],
      rows: [
        [3.1666666666666665, 2.25, '1.50'],
        [2.75, 3.5, '2.50'],
        [3.1666666666666665, 3.5, '5.00'],
      ],
    },
  },
  {
    name: 'without any target nothing is learned',
    input: {
      columns: [
        ['b', 'boolean'],
        ['y', 'float32'],
      ],
      rows: [
        [true, null],
        [null, 'nan'],
      ],
    },
    params: { ...plain, columns: ['b'], target: 'y', smoothing: 10 },
    fitted: { b: { overall: null, means: [] } },
    output: {
      columns: [
        ['b', 'float64'],
        ['y', 'float32'],
      ],
      rows: [
        [null, null],
        [null, 'nan'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...visits, rows: [] },
    params: { ...plain, columns: ['town'], target: 'bought', smoothing: 10 },
    fitted: { town: { overall: null, means: [] } },
    output: { columns: [['town', 'float64'], ...visits.columns.slice(1)], rows: [] },
  },
];

import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface FrequencyParams {
  columns: string[];
  as: 'share' | 'count';
  unseen: 'error' | 'zero' | 'missing';
  nulls: 'count' | 'missing';
  maxCategories: number;
  suffix?: string | undefined;
}

type FrequencyExample = Example<FrequencyParams>;

const towns: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int64'],
  ],
  rows: [
    ['b', 1],
    ['', 1],
    ['b', null],
    ['Ä', 1],
    [null, 2],
  ],
};
const defaults = { as: 'share', unseen: 'zero', nulls: 'missing', maxCategories: 1000 } as const;

/** Worked examples of the operation `frequency-encode`. */
export const frequencyEncodeExamples: readonly [FrequencyExample, ...FrequencyExample[]] = [
  {
    name: 'shares of the rows that have a value',
    input: towns,
    params: { ...defaults, columns: ['town', 'n'] },
    fitted: {
      town: [
        ['', 1],
        ['b', 2],
        ['Ä', 1],
      ],
      n: [
        ['1', 3],
        ['2', 1],
      ],
    },
    output: {
      columns: [
        ['town', 'float64'],
        ['n', 'float64'],
      ],
      rows: [
        [0.5, 0.75],
        [0.25, 0.75],
        [0.5, null],
        [0.25, 0.75],
        [null, 0.25],
      ],
    },
  },
  {
    name: 'counts beside the column, null is a category',
    input: towns,
    params: { ...defaults, columns: ['town'], as: 'count', nulls: 'count', suffix: '_rows' },
    fitted: {
      town: [
        ['', 1],
        ['b', 2],
        ['Ä', 1],
        [null, 1],
      ],
    },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
        ['town_rows', 'int64'],
      ],
      rows: [
        ['b', 1, 2],
        ['', 1, 1],
        ['b', null, 2],
        ['Ä', 1, 1],
        [null, 2, 1],
      ],
    },
  },
  {
    name: 'nothing but nulls',
    input: { columns: [['t', 'boolean']], rows: [[null]] },
    params: { ...defaults, columns: ['t'] },
    fitted: { t: [] },
    output: { columns: [['t', 'float64']], rows: [[null]] },
  },
  {
    name: 'an empty table',
    input: { columns: [['t', 'text']], rows: [] },
    params: { ...defaults, columns: ['t'], unseen: 'missing' },
    fitted: { t: [] },
    output: { columns: [['t', 'float64']], rows: [] },
  },
];

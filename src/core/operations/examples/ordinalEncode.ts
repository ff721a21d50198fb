import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface OrdinalParams {
  columns: string[];
  order: 'value' | 'frequency' | 'given';
  start: number;
  unseen: 'error' | 'missing' | 'other';
  nulls: 'missing' | 'before';
  maxCategories: number;
  values?: string[] | undefined;
  suffix?: string | undefined;
}

type OrdinalExample = Example<OrdinalParams>;

const towns: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int8'],
  ],
  rows: [
    ['b', 10],
    ['🚀', 9],
    ['b', null],
    ['', 9],
    [null, -128],
  ],
};
const defaults = {
  order: 'value',
  start: 0,
  unseen: 'missing',
  nulls: 'missing',
  maxCategories: 1000,
} as const;

/** Worked examples of the operation `ordinal-encode`. */
export const ordinalEncodeExamples: readonly [OrdinalExample, ...OrdinalExample[]] = [
  {
    name: 'in the order of the values, in place',
    input: towns,
    params: { ...defaults, columns: ['town', 'n'] },
    fitted: { town: ['', 'b', '🚀'], n: ['-128', '9', '10'] },
    output: {
      columns: [
        ['town', 'int64'],
        ['n', 'int64'],
      ],
      rows: [
        [1, 2],
        [2, 1],
        [1, null],
        [0, 1],
        [null, 0],
      ],
    },
  },
  {
    name: 'by frequency, of a tie the smaller value first; nulls before the first, columns kept',
    input: towns,
    params: {
      ...defaults,
      ...{ columns: ['town'], order: 'frequency', start: 1, nulls: 'before', suffix: '_code' },
    },
    fitted: { town: ['b', '', '🚀'] },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int8'],
        ['town_code', 'int64'],
      ],
      rows: [
        ['b', 10, 1],
        ['🚀', 9, 3],
        ['b', null, 1],
        ['', 9, 2],
        [null, -128, 0],
      ],
    },
  },
  {
    name: 'in a given order; what is not named gets the number after the last',
    input: { columns: [['size', 'text']], rows: [['M'], ['S'], ['XL'], ['L'], [null], ['m']] },
    params: {
      ...defaults,
      ...{ columns: ['size'], order: 'given', values: ['S', 'M', 'L'], unseen: 'other' },
    },
    output: { columns: [['size', 'int64']], rows: [[1], [0], [3], [2], [null], [3]] },
  },
  {
    name: 'dates, booleans and decimals',
    input: {
      columns: [
        ['d', 'date'],
        ['b', 'boolean'],
        ['m', 'decimal(4,2)'],
      ],
      rows: [
        ['2026-01-31', true, '1.50'],
        ['0001-01-01', false, '-0.50'],
        [null, null, null],
      ],
    },
    params: { ...defaults, columns: ['d', 'b', 'm'] },
    fitted: { d: ['0001-01-01', '2026-01-31'], b: ['false', 'true'], m: ['-0.50', '1.50'] },
    output: {
      columns: [
        ['d', 'int64'],
        ['b', 'int64'],
        ['m', 'int64'],
      ],
      rows: [
        [1, 1, 1],
        [0, 0, 0],
        [null, null, null],
      ],
    },
  },
  {
    name: 'nothing but nulls',
    input: { columns: [['t', 'text']], rows: [[null], [null]] },
    params: { ...defaults, columns: ['t'], unseen: 'other', nulls: 'before' },
    fitted: { t: [] },
    output: { columns: [['t', 'int64']], rows: [[-1], [-1]] },
  },
  {
    name: 'an empty table',
    input: { columns: [['t', 'text']], rows: [] },
    params: { ...defaults, columns: ['t'] },
    fitted: { t: [] },
    output: { columns: [['t', 'int64']], rows: [] },
  },
];

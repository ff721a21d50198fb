import type { Condition } from '../../../shared/condition.ts';
import type { Value } from '../params.ts';
import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface ConditionalParams {
  column: string;
  branches: { when: Condition; value?: Value | undefined; expression?: string | undefined }[];
  otherwise?: { value?: Value | undefined; expression?: string | undefined } | undefined;
}

type ConditionalExample = Example<ConditionalParams>;

const delays: ExampleTable = {
  columns: [
    ['delay', 'float64'],
    ['carrier', 'text'],
  ],
  rows: [
    [75, 'UA'],
    [5, 'AA'],
    ['nan', 'UA'],
    [null, ''],
    ['-inf', null],
  ],
};

/** Worked examples of the operation `conditional-column`. */
export const conditionalColumnExamples: readonly [ConditionalExample, ...ConditionalExample[]] = [
  {
    name: 'the first case that holds; NaN is greater than all, null is unknown',
    input: delays,
    params: {
      column: 'class',
      branches: [
        { when: { column: 'delay', is: 'at-least', value: 60 }, value: 'late' },
        { when: { column: 'delay', is: 'at-least', value: 0 }, value: 'a little' },
      ],
      otherwise: { value: 'else' },
    },
    output: {
      columns: [
        ['delay', 'float64'],
        ['carrier', 'text'],
        ['class', 'text'],
      ],
      rows: [
        [75, 'UA', 'late'],
        [5, 'AA', 'a little'],
        ['nan', 'UA', 'late'],
        [null, '', 'else'],
        ['-inf', null, 'else'],
      ],
    },
  },
  {
    name: 'the column itself is worked over, in its place',
    input: delays,
    params: {
      column: 'delay',
      branches: [
        { when: { column: 'delay', is: 'is-null' }, value: 0 },
        { when: { column: 'carrier', is: 'equals', value: 'UA' }, expression: 'delay / 2' },
        { when: { expression: 'delay < 0' } },
      ],
      otherwise: { expression: 'delay' },
    },
    output: {
      columns: [
        ['delay', 'float64'],
        ['carrier', 'text'],
      ],
      rows: [
        [37.5, 'UA'],
        [5, 'AA'],
        ['nan', 'UA'],
        [0, ''],
        [null, null],
      ],
    },
  },
  {
    name: 'a parameter, whole numbers and decimals become decimals, otherwise missing',
    input: {
      columns: [
        ['n', 'int32'],
        ['d', 'decimal(4,2)'],
      ],
      rows: [
        [1, '0.50'],
        [2, '-0.25'],
        [3, '1.00'],
        [null, null],
      ],
    },
    params: {
      column: 'x',
      branches: [
        { when: { column: 'n', is: 'less', value: { param: 'limit' } }, expression: 'n' },
        { when: { column: 'n', is: 'equals', value: 2 }, expression: 'd' },
      ],
    },
    parameters: { limit: ['int64', 2] },
    output: {
      columns: [
        ['n', 'int32'],
        ['d', 'decimal(4,2)'],
        ['x', 'decimal(12,2)'],
      ],
      rows: [
        [1, '0.50', '1.00'],
        [2, '-0.25', '-0.25'],
        [3, '1.00', null],
        [null, null, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['d', 'date']], rows: [] },
    params: {
      column: 'flag',
      branches: [{ when: { column: 'd', is: 'is-null' }, value: true }],
      otherwise: { value: false },
    },
    output: {
      columns: [
        ['d', 'date'],
        ['flag', 'boolean'],
      ],
      rows: [],
    },
  },
];

import type { Condition } from '../../../shared/condition.ts';
import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly where: Condition;
  readonly column: string;
  readonly to: 'value' | 'expression' | 'missing';
  readonly value?: string | number | boolean | undefined;
  readonly expression?: string | undefined;
}

const columns: ExampleTable['columns'] = [
  ['unit', 'text'],
  ['x', 'float64'],
];
const rows: ExampleTable['rows'] = [
  ['g', 1500],
  ['kg', 2],
  [null, 3],
  ['g', null],
  ['', 'nan'],
  ['g', '-0.0'],
];

/** Worked examples of update-where. */
export const updateWhereExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'an expression where a condition holds; unknown is not enough',
    input: { columns, rows },
    params: {
      where: { column: 'unit', is: 'equals', value: 'g' },
      column: 'x',
      to: 'expression',
      expression: 'x / 1000',
    },
    output: {
      columns,
      rows: [
        ['g', 1.5],
        ['kg', 2],
        [null, 3],
        ['g', null],
        ['', 'nan'],
        ['g', '-0.0'],
      ],
    },
  },
  {
    name: 'a value, also in place of nulls',
    input: { columns, rows },
    params: {
      where: {
        any: [
          { column: 'unit', is: 'is-null' },
          { column: 'x', is: 'is-nan' },
        ],
      },
      column: 'unit',
      to: 'value',
      value: '🚀',
    },
    output: {
      columns,
      rows: [
        ['g', 1500],
        ['kg', 2],
        ['🚀', 3],
        ['g', null],
        ['🚀', 'nan'],
        ['g', '-0.0'],
      ],
    },
  },
  {
    name: 'missing: NaN is greater than every number',
    input: { columns, rows },
    params: { where: { column: 'x', is: 'greater', value: 2 }, column: 'x', to: 'missing' },
    output: {
      columns,
      rows: [
        ['g', null],
        ['kg', 2],
        [null, null],
        ['g', null],
        ['', null],
        ['g', '-0.0'],
      ],
    },
  },
  {
    name: 'a small whole number keeps its type',
    input: { columns: [['n', 'int8']], rows: [[1], [-128], [null]] },
    params: {
      where: { column: 'n', is: 'less', value: 0 },
      column: 'n',
      to: 'value',
      value: 127,
    },
    output: { columns: [['n', 'int8']], rows: [[1], [127], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { where: { column: 'x', is: 'is-null' }, column: 'x', to: 'value', value: 0 },
    output: { columns, rows: [] },
  },
];

import type { Example, ExampleTable } from '../define.ts';
import type { UnpivotParams } from '../unpivoted.ts';

const sales: ExampleTable = {
  columns: [
    ['shop', 'text'],
    ['q1', 'int8'],
    ['q2', 'int32'],
  ],
  rows: [
    ['a', 1, 2],
    [null, null, 2147483647],
    ['🚀', -128, null],
  ],
};
const plain = { columns: [], names: 'quarter', values: 'sold', dropMissing: false };

/** Worked examples of unpivot. */
export const unpivotExamples: readonly [Example<UnpivotParams>, ...Example<UnpivotParams>[]] = [
  {
    name: 'two columns of different widths; a null is a row',
    input: sales,
    params: { ...plain, columns: ['q1', 'q2'] },
    output: {
      columns: [
        ['shop', 'text'],
        ['quarter', 'text'],
        ['sold', 'int32'],
      ],
      rows: [
        ['a', 'q1', 1],
        ['a', 'q2', 2],
        [null, 'q1', null],
        [null, 'q2', 2147483647],
        ['🚀', 'q1', -128],
        ['🚀', 'q2', null],
      ],
    },
  },
  {
    name: 'missing values are left out, NaN is none; the others are not kept',
    input: {
      columns: [
        ['id', 'int64'],
        ['x', 'float64'],
        ['y', 'int64'],
        ['note', 'text'],
      ],
      rows: [
        [1, 'nan', 1, ''],
        [2, null, null, 'n'],
        [3, '-inf', '9007199254740993', null],
        [3, '-0.0', 0, null],
      ],
    },
    params: {
      columns: ['x', 'y'],
      keep: ['id'],
      names: 'which',
      values: 'reading',
      dropMissing: true,
    },
    output: {
      columns: [
        ['id', 'int64'],
        ['which', 'text'],
        ['reading', 'float64'],
      ],
      rows: [
        [1, 'x', 'nan'],
        [1, 'y', 1],
        [3, 'x', '-inf'],
        [3, 'y', 9007199254740992],
        [3, 'x', '-0.0'],
        [3, 'y', 0],
      ],
    },
  },
  {
    name: 'columns by a pattern, nothing kept, new names that columns had',
    input: sales,
    params: {
      columns: [],
      matching: 'q*',
      keep: [],
      names: 'shop',
      values: 'q1',
      dropMissing: false,
    },
    output: {
      columns: [
        ['shop', 'text'],
        ['q1', 'int32'],
      ],
      rows: [
        ['q1', 1],
        ['q2', 2],
        ['q1', null],
        ['q2', 2147483647],
        ['q1', -128],
        ['q2', null],
      ],
    },
  },
  {
    name: 'dates beside timestamps become timestamps',
    input: {
      columns: [
        ['id', 'boolean'],
        ['made', 'date'],
        ['sent', 'timestamp'],
      ],
      rows: [
        [true, '2026-02-28', '1969-12-31 23:59:59.999999'],
        [null, null, null],
      ],
    },
    params: { ...plain, columns: ['made', 'sent'], names: 'what', values: 'at' },
    output: {
      columns: [
        ['id', 'boolean'],
        ['what', 'text'],
        ['at', 'timestamp'],
      ],
      rows: [
        [true, 'made', '2026-02-28 00:00:00'],
        [true, 'sent', '1969-12-31 23:59:59.999999'],
        [null, 'made', null],
        [null, 'sent', null],
      ],
    },
  },
  {
    name: 'decimals of two scales keep their digits',
    input: {
      columns: [
        ['a', 'decimal(10,2)'],
        ['b', 'decimal(8,4)'],
      ],
      rows: [['99999999.99', '-0.0001']],
    },
    params: { ...plain, columns: ['a', 'b'] },
    output: {
      columns: [
        ['quarter', 'text'],
        ['sold', 'decimal(12,4)'],
      ],
      rows: [
        ['a', '99999999.9900'],
        ['b', '-0.0001'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...sales, rows: [] },
    params: { ...plain, columns: ['q1'] },
    output: {
      columns: [
        ['shop', 'text'],
        ['q2', 'int32'],
        ['quarter', 'text'],
        ['sold', 'int8'],
      ],
      rows: [],
    },
  },
];

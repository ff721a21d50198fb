import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly column: string;
  readonly expression: string;
}

const numbers: ExampleTable['columns'] = [
  ['a', 'int64'],
  ['b', 'int8'],
];

/** Worked examples of formula. */
export const formulaExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'a new column; what overflows or divides by zero is null',
    input: {
      columns: numbers,
      rows: [
        [7, 2],
        [-7, 2],
        [1, 0],
        [null, 1],
        ['9223372036854775807', null],
        ['9223372036854775807', 1],
      ],
    },
    params: { column: 'q', expression: 'a / b' },
    output: {
      columns: [...numbers, ['q', 'float64']],
      rows: [
        [7, 2, 3.5],
        [-7, 2, -3.5],
        [1, 0, null],
        [null, 1, null],
        ['9223372036854775807', null, null],
        ['9223372036854775807', 1, 9223372036854775807],
      ],
    },
  },
  {
    name: 'a sum beyond int64 is null',
    input: {
      columns: numbers,
      rows: [
        [1, 127],
        ['9223372036854775807', 1],
        ['-9223372036854775808', -1],
        [null, 1],
      ],
    },
    params: { column: 'sum', expression: 'a + b' },
    output: {
      columns: [...numbers, ['sum', 'int64']],
      rows: [
        [1, 127, 128],
        ['9223372036854775807', 1, null],
        ['-9223372036854775808', -1, null],
        [null, 1, null],
      ],
    },
  },
  {
    name: 'a column is replaced in its place, and may change its type',
    input: {
      columns: [
        ['delay', 'int32'],
        ['town', 'text'],
      ],
      rows: [
        [15, 'é'],
        [14, ''],
        [null, null],
      ],
    },
    params: { column: 'delay', expression: 'delay >= 15' },
    output: {
      columns: [
        ['delay', 'boolean'],
        ['town', 'text'],
      ],
      rows: [
        [true, 'é'],
        [false, ''],
        [null, null],
      ],
    },
  },
  {
    name: 'a case with texts, and a name that needs quotes',
    input: {
      columns: [
        ['dep time', 'int16'],
        ['x', 'float64'],
      ],
      rows: [
        [5, 1],
        [12, 'nan'],
        [null, null],
      ],
    },
    params: {
      column: 'when',
      expression:
        'case when "dep time" < 12 then \'morning\' when "dep time" >= 12 then \'later\' end',
    },
    output: {
      columns: [
        ['dep time', 'int16'],
        ['x', 'float64'],
        ['when', 'text'],
      ],
      rows: [
        [5, 1, 'morning'],
        [12, 'nan', 'later'],
        [null, null, null],
      ],
    },
  },
  {
    name: 'a constant',
    input: { columns: [['a', 'int8']], rows: [[1], [null]] },
    params: { column: 'one', expression: '1' },
    output: {
      columns: [
        ['a', 'int8'],
        ['one', 'int64'],
      ],
      rows: [
        [1, 1],
        [null, 1],
      ],
    },
  },
  {
    name: 'with a parameter of the recipe',
    input: { columns: [['x', 'float64']], rows: [[1.5], ['nan'], [null]] },
    parameters: { factor: ['float64', 2] },
    params: { column: 'x', expression: 'x * :factor' },
    output: { columns: [['x', 'float64']], rows: [[3], ['nan'], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns: numbers, rows: [] },
    params: { column: 'c', expression: 'a * b' },
    output: { columns: [...numbers, ['c', 'int64']], rows: [] },
  },
  {
    name: 'the remainder by null is null, also of decimals in a branch that is not taken',
    input: {
      columns: [
        ['n', 'int64'],
        ['b', 'decimal(10,2)'],
        ['g', 'decimal(10,2)'],
      ],
      rows: [
        [null, '1.00', null],
        [-1, '5.50', '2.00'],
      ],
    },
    params: { column: 'r', expression: 'case when n is null then 7 % n else b % g end' },
    output: {
      columns: [
        ['n', 'int64'],
        ['b', 'decimal(10,2)'],
        ['g', 'decimal(10,2)'],
        ['r', 'decimal(38,2)'],
      ],
      rows: [
        [null, '1.00', null, null],
        [-1, '5.50', '2.00', '1.50'],
      ],
    },
  },
  {
    name: 'NaN has no sign in its text',
    input: { columns: [['x', 'float64']], rows: [['inf'], ['-inf'], [1]] },
    params: { column: 'x', expression: 'cast(x % 2 as text)' },
    output: { columns: [['x', 'text']], rows: [['nan'], ['nan'], ['1.0']] },
  },
  {
    name: 'a cast that must not fail beside a column named x',
    input: {
      columns: [
        ['t', 'text'],
        ['x', 'int64'],
      ],
      rows: [['9223372036854775807', 1]],
    },
    params: { column: 'n', expression: 'cast(t as int64) + x' },
    output: {
      columns: [
        ['t', 'text'],
        ['x', 'int64'],
        ['n', 'int64'],
      ],
      rows: [['9223372036854775807', 1, null]],
    },
  },
  {
    name: 'a text joined with one that is always null is a null text',
    input: { columns: [['t', 'text']], rows: [['a']] },
    params: { column: 'u', expression: 'try_cast(null as text) || t' },
    output: {
      columns: [
        ['t', 'text'],
        ['u', 'text'],
      ],
      rows: [['a', null]],
    },
  },
  {
    name: 'a quotient is rounded once, so 49 / 49 is 1',
    input: { columns: [['x', 'float64']], rows: [[49], [93], [3124], [null], ['inf'], ['nan']] },
    params: {
      column: 'n',
      expression: 'floor(x / 49e0) + floor(x / 93e0) * 1000 + round(x, -1) + round(x / 100e0, 2)',
    },
    output: {
      columns: [
        ['x', 'float64'],
        ['n', 'float64'],
      ],
      rows: [
        [49, 51.49],
        [93, 1091.93],
        [3124, 36214.24],
        [null, null],
        ['inf', 'inf'],
        ['nan', 'nan'],
      ],
    },
  },
  {
    name: 'the sums of lists',
    input: {
      columns: [['l', 'list<int32>']],
      rows: [['[3,-1]'], ['[2147483647,null,1]'], ['[]'], ['[null]'], [null]],
    },
    params: { column: 'y', expression: 'list_sum(l)' },
    output: {
      columns: [
        ['l', 'list<int32>'],
        ['y', 'int64'],
      ],
      rows: [
        ['[3,-1]', 2],
        ['[2147483647,null,1]', 2147483648],
        ['[]', null],
        ['[null]', null],
        [null, null],
      ],
    },
  },
  {
    name: 'a sum of a list beyond int64 is null',
    input: {
      columns: [['l', 'list<int64>']],
      rows: [['[9223372036854775807,1]'], ['[9223372036854775807,1,-1]']],
    },
    params: { column: 'y', expression: 'list_sum(l)' },
    output: {
      columns: [
        ['l', 'list<int64>'],
        ['y', 'int64'],
      ],
      rows: [
        ['[9223372036854775807,1]', null],
        ['[9223372036854775807,1,-1]', '9223372036854775807'],
      ],
    },
  },
  {
    name: 'the means of lists',
    input: {
      columns: [['l', 'list<int32>']],
      rows: [['[3,-1]'], ['[2147483647,null,1]'], ['[]'], ['[null]'], [null]],
    },
    params: { column: 'y', expression: 'list_avg(l)' },
    output: {
      columns: [
        ['l', 'list<int32>'],
        ['y', 'float64'],
      ],
      rows: [
        ['[3,-1]', 1],
        ['[2147483647,null,1]', 1073741824],
        ['[]', null],
        ['[null]', null],
        [null, null],
      ],
    },
  },
  {
    name: 'the sums of lists of floats',
    input: {
      columns: [['l', 'list<float32>']],
      rows: [['[0.5,null,0.25]'], ['[1.0,-3.0]'], ['[]'], [null]],
    },
    params: { column: 'y', expression: 'list_sum(l)' },
    output: {
      columns: [
        ['l', 'list<float32>'],
        ['y', 'float64'],
      ],
      rows: [
        ['[0.5,null,0.25]', 0.75],
        ['[1.0,-3.0]', -2],
        ['[]', null],
        [null, null],
      ],
    },
  },
  {
    name: 'decimals of 18 digits have a sum and a difference of 19',
    input: {
      columns: [
        ['c', 'decimal(18,6)'],
        ['d', 'decimal(18,6)'],
      ],
      rows: [
        ['342.388522', '-999999999999.999999'],
        ['999999999999.999999', '999999999999.999999'],
      ],
    },
    params: { column: 'x', expression: '(c - d) - (c + d)' },
    output: {
      columns: [
        ['c', 'decimal(18,6)'],
        ['d', 'decimal(18,6)'],
        ['x', 'decimal(38,6)'],
      ],
      rows: [
        ['342.388522', '-999999999999.999999', '1999999999999.999998'],
        ['999999999999.999999', '999999999999.999999', '-1999999999999.999998'],
      ],
    },
  },
  {
    name: 'a null deep inside joined texts leaves them texts',
    input: { columns: [['l', 'text']], rows: [['abc'], [null]] },
    params: { column: 'x', expression: "l || (from_base64('x') || right(l, 2))" },
    output: {
      columns: [
        ['l', 'text'],
        ['x', 'text'],
      ],
      rows: [
        ['abc', null],
        [null, null],
      ],
    },
  },
];

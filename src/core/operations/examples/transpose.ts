import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface TransposeParams {
  header: string;
  columns: string[];
  names: string;
  maxRows: number;
  prefix?: string | undefined;
}

const figures: ExampleTable = {
  columns: [
    ['figure', 'text'],
    ['north', 'int8'],
    ['south', 'float64'],
  ],
  rows: [
    ['sold', 1, 'nan'],
    ['lost', null, '-inf'],
    [null, 100, 100],
    ['🚀', -128, null],
  ],
};
const plain = { columns: [], maxRows: 100 };

/** Worked examples of transpose. */
export const transposeExamples: readonly [Example<TransposeParams>, ...Example<TransposeParams>[]] =
  [
    {
      name: 'columns become rows; numbers of two kinds become floats',
      input: figures,
      params: { ...plain, header: 'figure', names: 'region' },
      fitted: { figure: ['lost', 'sold', '🚀'] },
      output: {
        columns: [
          ['region', 'text'],
          ['lost', 'float64'],
          ['sold', 'float64'],
          ['🚀', 'float64'],
        ],
        rows: [
          ['north', null, 1, -128],
          ['south', '-inf', 'nan', null],
        ],
      },
    },
    {
      name: 'a header twice gives its smallest cell; one column only',
      input: {
        columns: [
          ['year', 'int32'],
          ['note', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          [2026, 'b', 1],
          [2026, 'a', 2],
          [-1, '', 3],
        ],
      },
      params: { ...plain, header: 'year', columns: ['note'], names: 'what', prefix: 'y' },
      fitted: { year: ['-1', '2026'] },
      output: {
        columns: [
          ['what', 'text'],
          ['y-1', 'text'],
          ['y2026', 'text'],
        ],
        rows: [['note', '', 'a']],
      },
    },
    {
      name: 'an empty table has no names',
      input: { ...figures, rows: [] },
      params: { ...plain, header: 'figure', names: 'region' },
      fitted: { figure: [] },
      output: { columns: [['region', 'text']], rows: [] },
    },
  ];

import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface NestParams {
  columns: string[];
  into: 'struct' | 'list';
  as: string;
  keep: boolean;
}

const readings: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['a', 'int8'],
    ['b', 'float64'],
    ['t', 'text'],
  ],
  rows: [
    [1, 1, 2.5, 'x'],
    [2, null, null, null],
    [3, -128, 0.5, ''],
    [null, 127, null, 'é🚀"\\'],
  ],
};

/** Worked examples of nest-columns. */
export const nestColumnsExamples: readonly [Example<NestParams>, ...Example<NestParams>[]] = [
  {
    name: 'a list of numbers brought to one type; a null is an item',
    input: readings,
    params: { columns: ['b', 'a'], into: 'list', as: 'both', keep: false },
    output: {
      columns: [
        ['id', 'int64'],
        ['t', 'text'],
        ['both', 'list<float64>'],
      ],
      rows: [
        [1, 'x', '[2.5,1.0]'],
        [2, null, '[null,null]'],
        [3, '', '[0.5,-128.0]'],
        [null, 'é🚀"\\', '[null,127.0]'],
      ],
    },
  },
  {
    name: 'a list of one column, which is kept',
    input: readings,
    params: { columns: ['t'], into: 'list', as: 'texts', keep: true },
    output: {
      columns: [...readings.columns, ['texts', 'list<text>']],
      rows: [
        [1, 1, 2.5, 'x', '["x"]'],
        [2, null, null, null, '[null]'],
        [3, -128, 0.5, '', '[""]'],
        [null, 127, null, 'é🚀"\\', '["é🚀\\"\\\\"]'],
      ],
    },
  },
  {
    name: 'a struct under the name of a column that goes; null in each field',
    input: readings,
    params: { columns: ['a', 't'], into: 'struct', as: 'a', keep: false },
    output: {
      columns: [
        ['id', 'int64'],
        ['b', 'float64'],
        ['a', 'struct<"a":int8,"t":text>'],
      ],
      rows: [
        [1, 2.5, '{"a":1,"t":"x"}'],
        [2, null, '{"a":null,"t":null}'],
        [3, 0.5, '{"a":-128,"t":""}'],
        [null, null, '{"a":127,"t":"é🚀\\"\\\\"}'],
      ],
    },
  },
  {
    name: 'everything into one struct; hostile names are fields',
    input: {
      columns: [
        ["it's", 'list<int64>'],
        ['a.b`c', 'date'],
        ['^x$', 'decimal(4,1)'],
      ],
      rows: [
        ['[1,null]', '1969-12-31', '-0.5'],
        [null, null, null],
      ],
    },
    params: { columns: ["it's", 'a.b`c', '^x$'], into: 'struct', as: 's', keep: false },
    output: {
      columns: [['s', 'struct<"it\'s":list<int64>,"a.b`c":date,"^x$":decimal(4,1)>']],
      rows: [
        ['{"it\'s":[1,null],"a.b`c":"1969-12-31","^x$":-0.5}'],
        ['{"it\'s":null,"a.b`c":null,"^x$":null}'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...readings, rows: [] },
    params: { columns: ['a', 'id'], into: 'list', as: 'l', keep: false },
    output: {
      columns: [
        ['b', 'float64'],
        ['t', 'text'],
        ['l', 'list<int64>'],
      ],
      rows: [],
    },
  },
];

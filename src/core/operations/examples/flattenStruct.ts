import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface FlattenParams {
  columns: string[];
  levels: number;
  names: 'prefixed' | 'plain';
  separator: string;
  keep: boolean;
}

const people: ExampleTable = {
  columns: [
    ['id', 'int8'],
    ['who', 'struct<"name":text,"home":struct<"town":text,"zip":int32>>'],
    ['n', 'float64'],
  ],
  rows: [
    [1, "{'name': 'Zoë', 'home': {'town': 'Köln', 'zip': 50667}}", 'nan'],
    [2, "{'name': '🚀', 'home': NULL}", null],
    [3, "{'name': NULL, 'home': {'town': '', 'zip': NULL}}", '-0.0'],
    [4, null, 4],
  ],
};
const plain = {
  columns: ['who'],
  levels: 1,
  names: 'prefixed',
  separator: '_',
  keep: false,
} as const;

/** Worked examples of flatten-struct. */
export const flattenStructExamples: readonly [Example<FlattenParams>, ...Example<FlattenParams>[]] =
  [
    {
      name: 'one level; the inner struct stays',
      input: people,
      params: { ...plain, columns: ['who'] },
      output: {
        columns: [
          ['id', 'int8'],
          ['who_name', 'text'],
          ['who_home', 'struct<"town":text,"zip":int32>'],
          ['n', 'float64'],
        ],
        rows: [
          [1, 'Zoë', '{"town":"Köln","zip":50667}', 'nan'],
          [2, '🚀', null, null],
          [3, null, '{"town":"","zip":null}', '-0.0'],
          [4, null, null, 4],
        ],
      },
    },
    {
      name: 'all levels; the column is kept',
      input: people,
      params: { ...plain, columns: ['who'], levels: 9, keep: true },
      output: {
        columns: [
          ['id', 'int8'],
          ['who', 'struct<"name":text,"home":struct<"town":text,"zip":int32>>'],
          ['who_name', 'text'],
          ['who_home_town', 'text'],
          ['who_home_zip', 'int32'],
          ['n', 'float64'],
        ],
        rows: [
          [1, '{"name":"Zoë","home":{"town":"Köln","zip":50667}}', 'Zoë', 'Köln', 50667, 'nan'],
          [2, '{"name":"🚀","home":null}', '🚀', null, null, null],
          [3, '{"name":null,"home":{"town":"","zip":null}}', null, '', null, '-0.0'],
          [4, null, null, null, null, 4],
        ],
      },
    },
    {
      name: 'plain names, one of them the name of the column; hostile fields; a list stays',
      input: {
        columns: [
          ['a', 'struct<"a":list<int64>,"x.y":decimal(4,1),"it\'s `so`":date,"^z$":boolean>'],
        ],
        rows: [[`{"a": [1, null], "x.y": -0.5, "it's \`so\`": 2026-01-01, "^z$": true}`], [null]],
      },
      params: { ...plain, columns: ['a'], names: 'plain' },
      output: {
        columns: [
          ['a', 'list<int64>'],
          ['x.y', 'decimal(4,1)'],
          ["it's `so`", 'date'],
          ['^z$', 'boolean'],
        ],
        rows: [
          ['[1,null]', '-0.5', '2026-01-01', 'true'],
          [null, null, null, null],
        ],
      },
    },
    {
      name: 'an empty table',
      input: { ...people, rows: [] },
      params: { ...plain, columns: ['who'], separator: '.' },
      output: {
        columns: [
          ['id', 'int8'],
          ['who.name', 'text'],
          ['who.home', 'struct<"town":text,"zip":int32>'],
          ['n', 'float64'],
        ],
        rows: [],
      },
    },
  ];

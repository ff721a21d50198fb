import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly query: string;
}

const sales: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int64'],
    ['x', 'float64'],
  ],
  rows: [
    ['a', 1, 'nan'],
    ['', '9223372036854775807', '-0.0'],
    [null, null, 'inf'],
    ['é🚀', -1, null],
    ['a', 2, 0.5],
    ['', 1, 3],
  ],
};

/** Worked examples of sql-query. */
export const sqlQueryExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'sums by town; HUGEINT becomes decimal(38,0)',
    input: sales,
    params: {
      query:
        '-- What each town sold\nSELECT "town", sum("n") AS total, count(*) AS rows\nFROM input\nGROUP BY "town"',
    },
    fitted: {
      columns: [
        ['town', 'VARCHAR'],
        ['total', 'HUGEINT'],
        ['rows', 'BIGINT'],
      ],
      learnedFrom: 'sha256:2958d195237b00ebd72f7b826084f0e450dc67684e487c6694f0501a8433c3a6',
    },
    output: {
      columns: [
        ['town', 'text'],
        ['total', 'decimal(38,0)'],
        ['rows', 'int64'],
      ],
      rows: [
        ['a', '3', 2],
        ['', '9223372036854775808', 2],
        [null, null, 1],
        ['é🚀', '-1', 1],
      ],
    },
  },
  {
    name: 'NaN, infinities and -0.0 as they are; a comment at the end',
    input: sales,
    params: {
      query: 'SELECT "x", \'it\'\'s; (\' AS note FROM input WHERE "x" IS NOT NULL -- no gaps',
    },
    fitted: {
      columns: [
        ['x', 'DOUBLE'],
        ['note', 'VARCHAR'],
      ],
      learnedFrom: 'sha256:eaac6e33e3038908832787b707cd10d4e0108787ae3e25af47f3ec936f26ba5e',
    },
    output: {
      columns: [
        ['x', 'float64'],
        ['note', 'text'],
      ],
      rows: [
        ['nan', "it's; ("],
        ['-0.0', "it's; ("],
        ['inf', "it's; ("],
        [0.5, "it's; ("],
        [3, "it's; ("],
      ],
    },
  },
  {
    name: 'the best of each town, by a common table and a window',
    input: sales,
    params: {
      query:
        'WITH ranked AS (SELECT *, row_number() OVER (PARTITION BY town ORDER BY n DESC) AS place FROM input)\nSELECT town, n FROM ranked WHERE place = 1 ORDER BY n NULLS LAST LIMIT 2;',
    },
    fitted: {
      columns: [
        ['town', 'VARCHAR'],
        ['n', 'BIGINT'],
      ],
      learnedFrom: 'sha256:f394e43433e098963de4ebbc83f4994cd6689e2b180c28d101098d3c99c0ce39',
    },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['é🚀', -1],
        ['a', 2],
      ],
    },
  },
  {
    name: 'types of DuckDB alone become others; lists and structs stay',
    input: { columns: [['n', 'int32']], rows: [[1]] },
    params: {
      query:
        "SELECT 7::UTINYINT AS tiny, ['a', NULL] AS \"a list\", {'x y': ''} AS s, '6d1b0e94-f55b-4f1d-9d9c-0b8a0f1c5c11'::UUID AS u FROM input",
    },
    fitted: {
      columns: [
        ['tiny', 'UTINYINT'],
        ['a list', 'VARCHAR[]'],
        ['s', 'STRUCT("x y" VARCHAR)'],
        ['u', 'UUID'],
      ],
      learnedFrom: 'sha256:52629f190461ffd8ec40b367ae1aaf2540a81bd962fad1119f712a34016a1eba',
    },
    output: {
      columns: [
        ['tiny', 'int16'],
        ['a list', 'list<text>'],
        ['s', 'struct<"x y":text>'],
        ['u', 'text'],
      ],
      rows: [[7, '["a",null]', '{"x y":""}', '6d1b0e94-f55b-4f1d-9d9c-0b8a0f1c5c11']],
    },
  },
  {
    name: 'an empty table still has one total',
    input: { ...sales, rows: [] },
    params: { query: 'SELECT count(*) AS "rows", max(town) AS last FROM input' },
    fitted: {
      columns: [
        ['rows', 'BIGINT'],
        ['last', 'VARCHAR'],
      ],
      learnedFrom: 'sha256:0cd2f55467c11721ce3fe63352e097933707fa968fe1da1e6933a491ad61118e',
    },
    output: {
      columns: [
        ['rows', 'int64'],
        ['last', 'text'],
      ],
      rows: [[0, null]],
    },
  },
];

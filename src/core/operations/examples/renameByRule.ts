import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface RenameByRuleParams {
  rule:
    | 'suffix'
    | 'prefix'
    | 'clean'
    | 'snake'
    | 'camel'
    | 'pascal'
    | 'kebab'
    | 'words'
    | 'lower'
    | 'upper'
    | 'trim'
    | 'ascii'
    | 'replace'
    | 'replace-regex';
  columns?: string[] | undefined;
  find?: string | undefined;
  replacement?: string | undefined;
  text?: string | undefined;
}

type RenameExample = Example<RenameByRuleParams>;

const untidy: ExampleTable = {
  columns: [
    ['Größe (m²)', 'int8'],
    ['% Done', 'int8'],
    ['done', 'int8'],
    ['percentDone', 'int8'],
    ['2nd HTTPServer', 'int8'],
    ['🚀', 'int8'],
  ],
  rows: [[1, 2, 3, 4, 5, 6]],
};

/** The same table with these names. */
function named(names: readonly string[]): ExampleTable {
  return { ...untidy, columns: names.map((name) => [name, 'int8'] as const) };
}

/** Worked examples of the operation `rename-by-rule`. */
export const renameByRuleExamples: readonly [RenameExample, ...RenameExample[]] = [
  {
    name: 'something behind each name',
    input: {
      columns: [
        ['a', 'int64'],
        ['b', 'text'],
      ],
      rows: [
        [1, 'ä'],
        [null, null],
      ],
    },
    params: { rule: 'suffix', text: '_old' },
    output: {
      columns: [
        ['a_old', 'int64'],
        ['b_old', 'text'],
      ],
      rows: [
        [1, 'ä'],
        [null, null],
      ],
    },
  },
  {
    name: 'one column only, in an empty table',
    input: {
      columns: [
        ['a', 'date'],
        ['b', 'text'],
      ],
      rows: [],
    },
    params: { rule: 'suffix', columns: ['b'], text: '_$1' },
    output: {
      columns: [
        ['a', 'date'],
        ['b_$1', 'text'],
      ],
      rows: [],
    },
  },
  {
    name: 'cleaned: a name that is taken gets a number',
    input: untidy,
    params: { rule: 'clean' },
    output: named(['grosse_m2', 'percent_done', 'done', 'percent_done_2', 'x2nd_http_server', 'x']),
  },
  {
    name: 'camel case',
    input: named(['dep time', 'DEP_DELAY', 'x', 'isOK', 'über-all', 'a.b.c']),
    params: { rule: 'camel' },
    output: named(['depTime', 'depDelay', 'x', 'isOk', 'überAll', 'aBC']),
  },
  {
    name: 'small letters: a name that stays keeps itself, whatever case it differs in',
    input: named(['ID', 'Id_2', 'id_3', 'É', 'x y', 'Z']),
    params: { rule: 'lower' },
    output: named(['id', 'id_2', 'id_3', 'é', 'x y', 'z']),
  },
  {
    name: 'a pattern is taken out, and the clash is numbered',
    input: named(['tmp_a', 'a', 'tmp_tmp_b', 'B', 'a_2', 'tmpc']),
    params: { rule: 'replace-regex', find: '^(tmp_)+' },
    output: named(['a_3', 'a', 'b_2', 'B', 'a_2', 'tmpc']),
  },
  {
    name: 'names change places',
    input: named(['a', 'xa', 'xxa', 'd', 'e', 'f']),
    params: { rule: 'prefix', text: 'x', columns: ['xa', 'a', 'xxa'] },
    output: named(['xa', 'xxa', 'xxxa', 'd', 'e', 'f']),
  },
];

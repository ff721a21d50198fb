import type { Example, ExampleTable, Json } from '../define.ts';
import type { TextTest } from '../textTests.ts';

interface Params {
  readonly column: string;
  readonly as: string;
  readonly is: TextTest | 'contains' | 'starts-with' | 'ends-with' | 'equals' | 'regex';
  readonly value?: string;
  readonly ignoreCase: boolean;
  readonly negate: boolean;
  readonly nulls: 'null' | 'false' | 'true';
}

const before: ExampleTable['columns'] = [['a', 'text']];
const after: ExampleTable['columns'] = [...before, ['flag', 'boolean']];
const plain = { column: 'a', as: 'flag', ignoreCase: false, negate: false, nulls: 'null' } as const;

/** Texts with the answer of a test. */
function tested(
  is: Params['is'],
  rows: readonly (readonly [string | null, boolean | null])[],
  more: Partial<Params> = {},
): Example<Params> {
  const how = more.value === undefined ? is : `${is} ${more.value}`;
  const asked = `${how}${more.ignoreCase ? ', whatever the case' : ''}${more.negate ? ', negated' : ''}`;
  return {
    name: asked,
    input: { columns: before, rows: rows.map(([text]): readonly Json[] => [text]) },
    params: { ...plain, is, ...more },
    output: { columns: after, rows },
  };
}

/** Worked examples of flag-text. */
export const flagTextExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'contains a text, which is compared exactly',
    input: {
      columns: [
        ['a', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['x.yé', 1],
        ['xzy', 2],
        ['X.Y', 3],
        ['', 4],
        [null, 5],
      ],
    },
    params: { ...plain, is: 'contains', value: '.y' },
    output: {
      columns: [
        ['a', 'text'],
        ['n', 'int64'],
        ['flag', 'boolean'],
      ],
      rows: [
        ['x.yé', 1, true],
        ['xzy', 2, false],
        ['X.Y', 3, false],
        ['', 4, false],
        [null, 5, null],
      ],
    },
  },
  tested(
    'starts-with',
    [
      ['été', true],
      ['ÉTÉ x', true],
      ['l’été', false],
      [null, false],
    ],
    { value: 'ét', ignoreCase: true, nulls: 'false' },
  ),
  tested(
    'ends-with',
    [
      ['a🚀', true],
      ['🚀a', false],
      [null, null],
    ],
    { value: '🚀' },
  ),
  tested(
    'equals',
    [
      ['N/A', false],
      ['n/a', false],
      ['n/a ', true],
      ['', true],
      [null, true],
    ],
    { value: 'N/a', ignoreCase: true, negate: true, nulls: 'true' },
  ),
  tested(
    'equals',
    [
      ['', true],
      [' ', false],
    ],
    {},
  ),
  tested(
    'regex',
    [
      ['ab12', true],
      ['a\n12', true],
      ['ab1', false],
    ],
    { value: '[0-9]{2}$' },
  ),
  tested('email', [
    ['jo.doe+x@mail.example.org', true],
    ['jo@localhost', false],
    ['jo@ex_ample.org', false],
    ['jo doe@example.org', false],
    ['@example.org', false],
    ['jo@example.org\n', false],
    ['', false],
    [null, null],
  ]),
  tested('url', [
    ['https://example.org/a?b#c', true],
    ['HTTP://é.org:80', true],
    ['ftp://x', true],
    ['example.org', false],
    ['https:///a', false],
    ['https://a b', false],
  ]),
  tested('integer', [
    ['-12', true],
    ['+007', true],
    ['1.0', false],
    ['٣', false],
    ['-', false],
  ]),
  tested('number', [
    ['-1.5e-3', true],
    ['.5', true],
    ['5.', true],
    ['.', false],
    ['1,5', false],
    ['nan', false],
    [' 1', false],
  ]),
  tested('date', [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2023-04-31', false],
    ['2023-12-31', true],
    ['2023-13-01', false],
    ['0000-01-01', false],
    ['2023-1-1', false],
  ]),
  tested('ipv4', [
    ['192.168.0.255', true],
    ['256.1.1.1', false],
    ['1.1.1', false],
    ['01.1.1.1', false],
  ]),
  tested('uuid', [
    ['123E4567-e89b-12d3-a456-426614174000', true],
    ['123e4567e89b12d3a456426614174000', false],
  ]),
  tested('digits', [
    ['007', true],
    ['-7', false],
    ['', false],
  ]),
  tested('letters', [
    ['Éte\u0301ß', true],
    ['a b', false],
    ['', false],
  ]),
  tested('letters-and-digits', [
    ['é٣7', true],
    ['a_1', false],
  ]),
  tested('upper-case', [
    ['É 1', true],
    ['Éa', false],
    ['1', false],
    ['ẞ', true],
    ['', false],
    [null, null],
  ]),
  tested('lower-case', [
    ['é ß1', true],
    ['aB', false],
    ['🚀', false],
  ]),
  tested('blank', [
    [' \t\u00a0\n', true],
    ['', true],
    ['.', false],
    [null, null],
  ]),
  { ...tested('blank', []), name: 'an empty table' },
];

import type { Json } from '../../src/core/operations/define.ts';
import { caseOf } from './caseOf.ts';
import { longWindows } from './longWindows.ts';
import type { OperationCase } from './operationCases.ts';

/** Texts that one part or another could take for something else; each counts as a category. */
const hostile = ['', 'A', 'a', "it's", '"', '\\', 'é🚀', 'a\0b', 'a\0', ' a', 'null', '0', 'nan'];
/** Three hundred categories: a code of them is no byte. */
const texts = [...hostile, ...Array.from({ length: 287 }, (_, i) => `c${String(i)}`)];
const seen = [...texts, null, 'b', 'a ', 'C1', 'a\0c', 'c287', ...texts];
const integers = Array.from({ length: 100 }, (_, i) => i - 50);
const days = Array.from({ length: 70 }, (_, i) =>
  new Date(Date.UTC(1969, 10, 1 + i)).toISOString().slice(0, 10),
);

const ordinal = { order: 'value', start: 0, nulls: 'missing', maxCategories: 1000 };
const frequency = { as: 'count', nulls: 'missing', maxCategories: 1000 };

/** Lookups of so many values that they are no longer written as branches. */
export function longCases(): readonly OperationCase[] {
  return [
    caseOf('ordinal-encode', 'many texts', {
      input: { columns: [['t', 'text']], rows: seen.map((text) => [text]) },
      params: { ...ordinal, columns: ['t'], unseen: 'missing' },
      fitted: { t: texts },
      output: { columns: [['t', 'int64']], rows: seen.map((text) => [placeOf(text, null)]) },
    }),
    caseOf('ordinal-encode', 'many and few side by side, from a number on', {
      input: {
        columns: [
          ['day', 'date'],
          ['b', 'boolean'],
          ['n', 'int16'],
        ],
        rows: [
          ['1969-11-01', true, -50],
          ['1970-01-09', false, 49],
          ['1970-01-10', null, 50],
          [null, true, null],
        ],
      },
      params: {
        ...ordinal,
        ...{ columns: ['day', 'b', 'n'], suffix: '_code', start: 3, unseen: 'other' },
        nulls: 'before',
      },
      fitted: { day: days, b: ['false', 'true'], n: integers.map(String) },
      output: {
        columns: [
          ['day', 'date'],
          ['b', 'boolean'],
          ['n', 'int16'],
          ['day_code', 'int64'],
          ['b_code', 'int64'],
          ['n_code', 'int64'],
        ],
        rows: [
          ['1969-11-01', true, -50, 3, 4, 3],
          ['1970-01-09', false, 49, 72, 3, 102],
          ['1970-01-10', null, 50, 73, 2, 103],
          [null, true, null, 2, 4, 2],
        ],
      },
    }),
    caseOf('ordinal-encode', 'many texts, one of them twice: the first place counts', {
      input: { columns: [['t', 'text']], rows: [['c0'], ['c286'], [null]] },
      params: { ...ordinal, columns: ['t'], unseen: 'missing' },
      fitted: { t: ['c0', ...texts] },
      output: { columns: [['t', 'int64']], rows: [[0], [300], [null]] },
    }),
    caseOf('ordinal-encode', 'few texts, one of them twice: the first place counts', {
      input: { columns: [['t', 'text']], rows: [['a'], ['b'], [null]] },
      params: { ...ordinal, columns: ['t'], unseen: 'missing' },
      fitted: { t: ['a', 'b', 'a'] },
      output: { columns: [['t', 'int64']], rows: [[0], [1], [null]] },
    }),
    caseOf('frequency-encode', 'many decimals', {
      input: {
        columns: [['d', 'decimal(4,2)']],
        rows: [['-0.50'], ['0.00'], ['0.49'], ['9.99'], [null]],
      },
      params: { ...frequency, columns: ['d'], unseen: 'zero' },
      fitted: { d: integers.map((n) => [(n / 100).toFixed(2).replace('-0.00', '0.00'), n + 60]) },
      output: { columns: [['d', 'int64']], rows: [[10], [60], [109], [0], [null]] },
    }),
    caseOf('target-encode', 'many means, the smallest and one of seventeen digits', {
      input: {
        columns: [
          ['t', 'text'],
          ['y', 'int32'],
        ],
        rows: [
          ['c0', 1],
          ['c1', 1],
          ['c2', 0],
          ['c3', 0],
          ['new', 0],
          [null, 0],
        ],
      },
      params: {
        columns: ['t'],
        target: 'y',
        smoothing: 10,
        maxCategories: 1000,
        unseen: 'overall',
        nulls: 'missing',
      },
      fitted: {
        t: {
          overall: 0.1,
          means: texts.map((text) => [
            text,
            { c0: 0.30000000000000004, c1: 5e-324, c2: -2.5, c3: 0 }[text] ?? 1e22,
          ]),
        },
      },
      output: {
        columns: [
          ['t', 'float64'],
          ['y', 'int32'],
        ],
        rows: [
          [0.30000000000000004, 1],
          [5e-324, 1],
          [-2.5, 0],
          [0, 0],
          [0.1, 0],
          [null, 0],
        ],
      },
    }),
    caseOf('replace-values', 'many texts, the others stay', {
      input: { columns: [['t', 'text']], rows: seen.map((text) => [text]) },
      params: { columns: ['t'], map: swapped, others: 'keep' },
      output: { columns: [['t', 'text']], rows: seen.map((text) => [swap(text, text)]) },
    }),
    caseOf('replace-values', 'many texts, the others become missing', {
      input: { columns: [['t', 'text']], rows: seen.map((text) => [text]) },
      params: { columns: ['t'], map: swapped, others: 'missing' },
      output: { columns: [['t', 'text']], rows: seen.map((text) => [swap(text, null)]) },
    }),
    caseOf('replace-values', 'many whole numbers in two columns, the others become a default', {
      input: {
        columns: [
          ['n', 'int16'],
          ['m', 'int64'],
          ['kept', 'text'],
        ],
        rows: [
          [-50, 49, 'a'],
          [50, 0, 'b'],
          [null, null, null],
          [1, -1, ''],
        ],
      },
      params: {
        ...{ columns: ['n', 'm'], others: 'default', default: -7 },
        map: integers.map((n) => (n === 0 ? { from: n } : { from: String(n), to: n * 3 })),
      },
      output: {
        columns: [
          ['n', 'int16'],
          ['m', 'int64'],
          ['kept', 'text'],
        ],
        rows: [
          [-150, 147, 'a'],
          [-7, null, 'b'],
          [null, null, null],
          [3, -3, ''],
        ],
      },
    }),
    caseOf('replace-values', 'many days', {
      input: {
        columns: [['day', 'date']],
        rows: [['1969-11-01'], ['1970-01-09'], ['1970-01-10'], [null]],
      },
      params: {
        ...{ columns: ['day'], others: 'keep' },
        map: days.map((day) => ({ from: day, to: '0001-01-01' })),
      },
      output: {
        columns: [['day', 'date']],
        rows: [['0001-01-01'], ['0001-01-01'], ['1970-01-10'], [null]],
      },
    }),
    caseOf('replace-values', 'many decimals', {
      input: {
        columns: [['d', 'decimal(4,2)']],
        rows: [['-0.50'], ['0.00'], ['0.49'], ['9.99'], [null]],
      },
      params: {
        ...{ columns: ['d'], others: 'keep' },
        map: integers.map((n) => ({ from: (n / 100).toFixed(2), to: '-1.5' })),
      },
      output: {
        columns: [['d', 'decimal(4,2)']],
        rows: [['-1.50'], ['-1.50'], ['-1.50'], ['9.99'], [null]],
      },
    }),
    ...(['count', 'sum'] as const).map((figure) => pivotCase(figure)),
    ...longWindows(),
    {
      ...caseOf('ordinal-encode', 'one more than many stops the run', {
        input: { columns: [['t', 'text']], rows: [['c1'], [null], ['new']] },
        params: { ...ordinal, columns: ['t'], unseen: 'error' },
        fitted: { t: texts },
        output: { columns: [['t', 'int64']], rows: [] },
      }),
      fails: 't holds a value that was not seen: new',
    },
  ];
}

function placeOf(text: string | null, other: Json): Json {
  const place = text === null ? -1 : texts.indexOf(text);
  return place < 0 ? other : place;
}

/** A row for each text in the first group; one, a null and one that was not seen in others. */
function pivotCase(figure: 'count' | 'sum'): OperationCase {
  const names = texts.filter((text) => !/[\0A]/.test(text) && text !== '' && text !== 'null');
  const none = figure === 'count' ? 0 : null;
  const type = figure === 'count' ? 'int64' : 'decimal(38,0)';
  const cells = (from: (name: string) => Json): readonly Json[] => names.map(from);
  const example = {
    input: {
      columns: [
        ['g', 'int64'],
        ['t', 'text'],
        ['n', 'int32'],
      ],
      rows: [
        ...names.map((name) => [1, name, 1]),
        [null, 'c0', 5],
        [null, 'c0', null],
        [2, null, 7],
        [3, 'new', 8],
      ],
    },
    params: {
      ...{ by: ['g'], column: 't', cells: 'n', function: figure, prefix: 'p_' },
      ...{ nulls: 'column', maxColumns: 1000 },
    },
    fitted: { t: names },
    output: {
      columns: [
        ['g', 'int64'],
        ...names.map((name) => [`p_${name}`, type] as const),
        ['p_null', type],
      ],
      rows: [
        [1, ...cells(() => 1), none],
        [null, ...cells((name) => (name === 'c0' ? (figure === 'count' ? 1 : 5) : none)), none],
        [2, ...cells(() => none), figure === 'count' ? 1 : 7],
        [3, ...cells(() => none), none],
      ],
    },
  } as const;
  return caseOf('pivot', `many columns, ${figure}`, example, { identity: false });
}

/** Each text but the last becomes the next one; two become missing. */
const swapped = texts.map((from, index) => {
  const to = texts[index + 1];
  return from === 'A' || to === undefined ? { from } : { from, to };
});

function swap(text: string | null, other: string | null): string | null {
  const found = swapped.find(({ from }) => from === text);
  return found ? (found.to ?? null) : other;
}

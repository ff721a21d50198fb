import { z } from 'zod';
import { arranged } from './arrangedColumns.ts';
import { defineOperation } from './define.ts';

const params = z.strictObject({
  descending: z.boolean().default(false).meta({ about: 'Whether the last name comes first.' }),
  ignoreCase: z
    .boolean()
    .default(true)
    .meta({ about: 'Whether small and capital letters count as the same.' }),
  numbers: z.boolean().default(true).meta({
    title: 'Numbers by value',
    description: 'Puts x2 before x10.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'sort-columns',
  version: 1,
  title: 'Order columns by name',
  category: 'columns',
  summary:
    'Puts the columns in the order of their names, by code point; if asked without regard to case and with runs of digits compared as numbers. Names that are equal so are ordered by code point.',
  synonyms: ['alphabetical', 'sort columns', 'sort_index axis=1', 'column order'],
  params,
  ...arranged(({ params, input }) =>
    [...input].sort((a, b) => {
      const order = compareNames(a.name, b.name, params);
      return params.descending ? -order : order;
    }),
  ),
  examples: [
    {
      name: 'one column alone',
      input: { columns: [['n', 'decimal(4,2)']], rows: [['-0.50'], [null]] },
      params: { descending: false, ignoreCase: true, numbers: true },
      output: { columns: [['n', 'decimal(4,2)']], rows: [['-0.50'], [null]] },
    },
    {
      name: 'an empty table',
      input: { columns: [['n', 'text']], rows: [] },
      params: { descending: true, ignoreCase: false, numbers: false },
      output: { columns: [['n', 'text']], rows: [] },
    },
    {
      name: 'without regard to case, numbers by value',
      input: {
        columns: [
          ['x10', 'int64'],
          ['B', 'text'],
          ['x2', 'float64'],
          ['a', 'boolean'],
        ],
        rows: [
          [1, 'ä', 'nan', true],
          [null, null, null, null],
        ],
      },
      params: { descending: false, ignoreCase: true, numbers: true },
      output: {
        columns: [
          ['a', 'boolean'],
          ['B', 'text'],
          ['x2', 'float64'],
          ['x10', 'int64'],
        ],
        rows: [
          [true, 'ä', 'nan', 1],
          [null, null, null, null],
        ],
      },
    },
    {
      name: 'by code point, descending',
      input: {
        columns: [
          ['a', 'int8'],
          ['B', 'int8'],
          ['x10', 'int8'],
          ['x2', 'int8'],
          ['\uffee', 'int8'],
          ['🚀', 'int8'],
        ],
        rows: [[1, 2, 3, 4, 5, 6]],
      },
      params: { descending: true, ignoreCase: false, numbers: false },
      output: {
        columns: [
          ['🚀', 'int8'],
          ['\uffee', 'int8'],
          ['x2', 'int8'],
          ['x10', 'int8'],
          ['a', 'int8'],
          ['B', 'int8'],
        ],
        rows: [[6, 5, 4, 3, 1, 2]],
      },
    },
  ],
});

function compareNames(a: string, b: string, params: Params): number {
  const [left, right] = [keyOf(a, params), keyOf(b, params)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [l, r] = [left[at], right[at]];
    if (l === undefined || r === undefined) return l === undefined ? -1 : 1;
    if (l === r) continue;
    if (typeof l === 'bigint' && typeof r === 'bigint') return l < r ? -1 : 1;
    return compareText(String(l), String(r));
  }
  return compareText(a, b);
}

/** A name as pieces to compare: characters, and runs of digits as whole numbers. */
function keyOf(name: string, { ignoreCase, numbers }: Params): readonly (string | bigint)[] {
  const text = ignoreCase ? name.toLowerCase() : name;
  const pieces: readonly string[] = text.match(numbers ? /\d+|[^]/gu : /[^]/gu) ?? [];
  return pieces.map((piece) => (numbers && /^\d+$/.test(piece) ? BigInt(piece) : piece));
}

/** By code point: UTF-16 order would put 🚀 before the last characters of the first plane. */
function compareText(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}

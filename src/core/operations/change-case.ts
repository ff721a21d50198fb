import { z } from 'zod';
import { ex } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { textsInPlace } from './textColumns.ts';

const cases = ['lower', 'upper', 'title', 'sentence', 'capitalize', 'swap'] as const;

const params = z.strictObject({
  columns: columnsOf(['text']),
  to: z.enum(cases).meta({
    title: 'Case',
    description:
      'sentence: the first character a capital, the rest small; capitalize: the first character a capital, the rest as it is.',
  }),
});

const written: Record<(typeof cases)[number], (text: ExpressionText) => ExpressionText> = {
  lower: (text) => ex`lower(${text})`,
  upper: (text) => ex`upper(${text})`,
  title: (text) => ex`initcap(${text})`,
  sentence: (text) => ex`upper(left(${text}, 1)) || lower(substring(${text}, 2))`,
  capitalize: (text) => ex`upper(left(${text}, 1)) || substring(${text}, 2)`,
  swap: (text) => ex`swapcase(${text})`,
};

export default defineOperation<z.infer<typeof params>>({
  id: 'change-case',
  version: 1,
  title: 'Change case',
  category: 'text',
  summary:
    'Brings texts to small letters, capitals, title case (each word’s first letter), sentence case, a capital first character, or swaps the case. Each letter is mapped by itself: ß becomes ẞ, ﬁ stays. Null stays null.',
  synonyms: [
    ...['lower', 'upper', 'lowercase', 'uppercase', 'title case', 'proper', 'initcap'],
    ...['capitalize', 'capital case', 'sentence case', 'swapcase', 'str_to_lower', 'str_to_title'],
  ],
  params,
  ...rowwise((context) => textsInPlace(context, written[context.params.to])),
  examples: [
    {
      name: 'title case; words end at blanks and hyphens, not at apostrophes',
      input: {
        columns: [
          ['id', 'int64'],
          ['name', 'text'],
        ],
        rows: [
          [1, "héLLO o'neil"],
          [2, 'ANNE-MARIE  weiß'],
          [3, ''],
          [4, null],
          [5, '2nd 🚀rocket e\u0301t'],
        ],
      },
      params: { columns: ['name'], to: 'title' },
      output: {
        columns: [
          ['id', 'int64'],
          ['name', 'text'],
        ],
        rows: [
          [1, "Héllo O'neil"],
          [2, 'Anne-Marie  Weiß'],
          [3, ''],
          [4, null],
          [5, '2nd 🚀Rocket E\u0301t'],
        ],
      },
    },
    {
      name: 'capitals of two columns',
      input: {
        columns: [
          ['a', 'text'],
          ['b', 'text'],
        ],
        rows: [
          ['straße', 'ﬁn'],
          [null, 'é'],
        ],
      },
      params: { columns: ['b', 'a'], to: 'upper' },
      output: {
        columns: [
          ['a', 'text'],
          ['b', 'text'],
        ],
        rows: [
          ['STRAẞE', 'ﬁN'],
          [null, 'É'],
        ],
      },
    },
    {
      name: 'sentence case',
      input: { columns: [['a', 'text']], rows: [['éTÉ. IN PARIS'], [' x'], ['A'], [''], [null]] },
      params: { columns: ['a'], to: 'sentence' },
      output: { columns: [['a', 'text']], rows: [['Été. in paris'], [' x'], ['A'], [''], [null]] },
    },
    {
      name: 'only the first character',
      input: { columns: [['a', 'text']], rows: [['mcDonald X'], ['ß'], ['']] },
      params: { columns: ['a'], to: 'capitalize' },
      output: { columns: [['a', 'text']], rows: [['McDonald X'], ['ẞ'], ['']] },
    },
    {
      name: 'swapped',
      input: { columns: [['a', 'text']], rows: [['aBc Éé1'], [null]] },
      params: { columns: ['a'], to: 'swap' },
      output: { columns: [['a', 'text']], rows: [['AbC éÉ1'], [null]] },
    },
    {
      name: 'small letters of an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { columns: ['a'], to: 'lower' },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

import { z } from 'zod';
import { column } from '../operations/params.ts';
import { defineCheck } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';
import { failsTest } from './testOfColumn.ts';

export default defineCheck<'matches'>({
  id: 'matches',
  title: 'Matches a pattern',
  summary:
    'In each text of the column the regular expression is found, anywhere in it: write ^ and $ for the whole text. It is the regular expression of the expressions’ regexp_matches. Nulls are left alone, and are not among the rows of a share; the empty text is a text.',
  params: {
    column: column().meta({ ui: 'column', types: ['text'] }),
    pattern: z.string().min(1).meta({ title: 'Regular expression' }),
    atLeast: atLeast(),
  },
  words: ({ column: name, pattern, atLeast: share }) =>
    `${name} matches “${pattern}”${shareWords(share)}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  ...rowRule((context) => ({
    means: 'breaks',
    test: failsTest(context, context.check.column, 'matches', context.check.pattern, 'pattern'),
    known: [context.check.column],
    shown: [context.check.column],
  })),
  examples: [
    {
      name: 'a code of two letters and digits',
      input: {
        columns: [['code', 'text']],
        rows: [['AB12'], ['A12'], [null], [''], ['xAB1'], ['CD0']],
      },
      check: { column: 'code', pattern: '^[A-Z]{2}[0-9]+$' },
      ...{ failed: true, found: 3, of: 5, sample: [['A12'], [''], ['xAB1']] },
    },
    {
      name: 'found anywhere, in half of the texts',
      input: { columns: [['mail', 'text']], rows: [['a@b.org'], ['none'], [null]] },
      check: { column: 'mail', pattern: '@', atLeast: 0.5 },
      ...{ failed: false, found: 1, of: 2, sample: [['none']] },
    },
  ],
});

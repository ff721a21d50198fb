import { z } from 'zod';
import { column, literal } from '../operations/params.ts';
import { defineCheck } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';
import { testOfColumn } from './testOfColumn.ts';
import { valueWords } from './valueWords.ts';

export default defineCheck<'in-set'>({
  id: 'in-set',
  title: 'In a set',
  summary:
    'Each value of the column is one of those listed. Nulls are left alone, and are not among the rows of a share; NaN must be listed as "nan".',
  params: { column: column(), values: z.array(literal()).min(1), atLeast: atLeast() },
  words: ({ column: name, values, atLeast: share }) =>
    `${name} is one of ${values.map(valueWords).join(', ')}${shareWords(share)}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  ...rowRule((context) => ({
    means: 'breaks',
    test: testOfColumn(context, context.check.column, 'not-in', context.check.values, 'values'),
    known: [context.check.column],
    shown: [context.check.column],
  })),
  examples: [
    {
      name: 'a value that is not listed',
      input: { columns: [['kind', 'text']], rows: [['web'], ['app'], [null], ['Web'], ['app']] },
      check: { column: 'kind', values: ['web', 'app'] },
      ...{ failed: true, found: 1, of: 4, sample: [['Web']] },
    },
    {
      name: 'in three of four rows, the null apart',
      input: { columns: [['n', 'int32']], rows: [[1], [2], [null], [1], [3]] },
      check: { column: 'n', values: [1, 2], atLeast: 0.75 },
      ...{ failed: false, found: 1, of: 4, sample: [['3']] },
    },
    {
      name: 'half of the rows is less than 0.51',
      input: { columns: [['x', 'float64']], rows: [[1.5], ['nan'], ['nan'], [-0]] },
      check: { column: 'x', values: [0, 1.5], atLeast: 0.51 },
      ...{ failed: true, found: 2, of: 4, sample: [['nan'], ['nan']] },
    },
  ],
});

import { column } from '../operations/params.ts';
import { defineCheck } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';
import { testOfColumn } from './testOfColumn.ts';

export default defineCheck<'not-null'>({
  id: 'not-null',
  title: 'Never null',
  summary:
    'The column has a value in every row, or in a share of all rows. NaN and empty text are values.',
  params: { column: column(), atLeast: atLeast() },
  words: ({ column: name, atLeast: share }) =>
    share === undefined ? `${name} is never null` : `${name} is not null${shareWords(share)}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  ...rowRule((context) => ({
    means: 'breaks',
    test: testOfColumn(context, context.check.column, 'is-null', undefined, 'column'),
    known: [],
    shown: [context.check.column],
  })),
  examples: [
    {
      name: 'NaN is a value',
      input: { columns: [['x', 'float64']], rows: [[1], [null], ['nan'], [null]] },
      check: { column: 'x' },
      ...{ failed: true, found: 2, of: 4, sample: [[null], [null]] },
    },
    {
      name: 'half of all rows will do',
      input: { columns: [['x', 'text']], rows: [['a'], [null], [''], [null]] },
      check: { column: 'x', atLeast: 0.5 },
      ...{ failed: false, found: 2, of: 4, sample: [[null], [null]] },
    },
    {
      name: 'no rows break nothing',
      input: { columns: [['x', 'text']], rows: [] },
      check: { column: 'x', atLeast: 1 },
      ...{ failed: false, found: 0, of: 0, sample: [] },
    },
  ],
});

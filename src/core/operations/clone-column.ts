import { z } from 'zod';
import { exColumn } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { requireColumn } from './columns.ts';
import { rowwise } from './rowwise.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The column that is copied.' }),
  as: newColumn().meta({ about: 'Name of the copy.' }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'clone-column',
  version: 1,
  title: 'Clone column',
  category: 'columns',
  summary: 'Adds a copy of a column under another name, as the last column.',
  synonyms: ['duplicate column', 'copy column', 'assign'],
  params,
  ...rowwise(({ params, input }) => {
    const { name } = requireColumn(input, params.column, ['column']);
    return [{ name: params.as, value: exColumn(name), path: ['column'], namePath: ['as'] }];
  }),
  examples: [
    {
      name: 'a copy comes last',
      input: {
        columns: [
          ['city', 'text'],
          ['n', 'float64'],
        ],
        rows: [
          ['Köln', 'nan'],
          ['', '-0.0'],
          [null, null],
        ],
      },
      params: { column: 'n', as: 'n copy' },
      output: {
        columns: [
          ['city', 'text'],
          ['n', 'float64'],
          ['n copy', 'float64'],
        ],
        rows: [
          ['Köln', 'nan', 'nan'],
          ['', '-0.0', '-0.0'],
          [null, null, null],
        ],
      },
    },
    {
      name: 'nested values',
      input: {
        columns: [['tags', 'list<int64>']],
        rows: [[[1, null]], [null], [[]]],
      },
      params: { column: 'tags', as: 'kept' },
      output: {
        columns: [
          ['tags', 'list<int64>'],
          ['kept', 'list<int64>'],
        ],
        rows: [
          [
            [1, null],
            [1, null],
          ],
          [null, null],
          [[], []],
        ],
      },
    },
    {
      name: 'an empty table',
      input: { columns: [['at', 'timestamptz']], rows: [] },
      params: { column: 'at', as: 'first_at' },
      output: {
        columns: [
          ['at', 'timestamptz'],
          ['first_at', 'timestamptz'],
        ],
        rows: [],
      },
    },
  ],
});

import { z } from 'zod';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { renamed } from './renamedColumns.ts';

const params = z.strictObject({
  names: z
    .array(
      z.strictObject({
        from: column().meta({ about: 'The column that is renamed.' }),
        to: newColumn().meta({ about: 'Its new name.' }),
      }),
    )
    .min(1)
    .meta({ title: 'New names', about: 'The columns and their new names.' }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'rename-columns',
  version: 1,
  title: 'Rename several columns',
  category: 'columns',
  summary:
    'Gives columns other names, all at once: two may swap theirs, and one may take a name that another gives up. Places, types and values stay.',
  synonyms: ['relabel', 'column names', 'set_axis', 'swap names', 'map of names', 'names'],
  params,
  ...renamed(({ params, input }) => {
    const columns = requireColumns(
      input,
      params.names.map(({ from }) => from),
      ['names'],
    );
    return columns.map(({ name }, index) => ({
      from: name,
      to: params.names[index]?.to ?? name,
      path: ['names', index, 'to'],
    }));
  }),
  examples: [
    {
      name: 'two columns swap their names',
      input: {
        columns: [
          ['a', 'int64'],
          ['b', 'text'],
          ['c', 'float64'],
        ],
        rows: [
          [1, 'ä', 'nan'],
          [null, null, null],
        ],
      },
      params: {
        names: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      },
      output: {
        columns: [
          ['b', 'int64'],
          ['a', 'text'],
          ['c', 'float64'],
        ],
        rows: [
          [1, 'ä', 'nan'],
          [null, null, null],
        ],
      },
    },
    {
      name: 'other names, and one that stays',
      input: {
        columns: [
          ['dep_time', 'text'],
          ['n', 'int8'],
          ['City', 'text'],
        ],
        rows: [['', 1, '🚀']],
      },
      params: {
        names: [
          { from: 'n', to: 'n' },
          { from: 'City', to: 'town' },
          { from: 'dep_time', to: 'departure' },
        ],
      },
      output: {
        columns: [
          ['departure', 'text'],
          ['n', 'int8'],
          ['town', 'text'],
        ],
        rows: [['', 1, '🚀']],
      },
    },
    {
      name: 'names move on by one, and only the case of one changes',
      input: {
        columns: [
          ['a', 'int8'],
          ['b', 'int8'],
          ['c', 'int8'],
          ['City', 'int8'],
        ],
        rows: [[1, 2, 3, 4]],
      },
      params: {
        names: [
          { from: 'a', to: 'B' },
          { from: 'b', to: 'c' },
          { from: 'c', to: 'd' },
          { from: 'City', to: 'city' },
        ],
      },
      output: {
        columns: [
          ['B', 'int8'],
          ['c', 'int8'],
          ['d', 'int8'],
          ['city', 'int8'],
        ],
        rows: [[1, 2, 3, 4]],
      },
    },
    {
      name: 'an empty table',
      input: { columns: [['x', 'list<text>']], rows: [] },
      params: { names: [{ from: 'x', to: 'Größe in m²' }] },
      output: { columns: [['Größe in m²', 'list<text>']], rows: [] },
    },
  ],
});

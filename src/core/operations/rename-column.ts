import { z } from 'zod';
import { ident, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { requireColumn, requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';

const params = z.strictObject({
  from: column().meta({ about: 'The column that is renamed.' }),
  to: newColumn().meta({ about: 'Its new name.' }),
});

export default defineOperation({
  id: 'rename-column',
  version: 1,
  title: 'Rename column',
  category: 'columns',
  summary: 'Gives a column another name; its place, type and values stay.',
  synonyms: ['alias'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  renames: true,
  outputSchema: ({ params, input }) => {
    const old = requireColumn(input, params.from, ['from']);
    requireNewName(
      input.filter((other) => other !== old),
      params.to,
      ['to'],
    );
    return input.map((other) => (other === old ? { name: params.to, type: old.type } : other));
  },
  emit: {
    duckdb: ({ params, from }) =>
      sql`SELECT * RENAME (${ident(params.from)} AS ${ident(params.to)}) FROM ${from}`,
    pandas: ({ params, frame }) => [
      py`${frame} = ${frame}.rename(columns={${pyLit(params.from)}: ${pyLit(params.to)}})`,
    ],
    polars: ({ params, frame }) => [
      py`${frame} = ${frame}.rename({${pyLit(params.from)}: ${pyLit(params.to)}})`,
    ],
    pyspark: ({ params, frame }) => [
      py`${frame} = ${frame}.withColumnRenamed(${pyLit(params.from)}, ${pyLit(params.to)})`,
    ],
  },
  examples: [
    {
      name: 'the column keeps its place',
      input: {
        columns: [
          ['id', 'int64'],
          ['dep_time', 'text'],
          ['n', 'int8'],
        ],
        rows: [
          [1, '', 1],
          [2, null, null],
          [3, 'ä', 3],
        ],
      },
      params: { from: 'dep_time', to: 'departure' },
      output: {
        columns: [
          ['id', 'int64'],
          ['departure', 'text'],
          ['n', 'int8'],
        ],
        rows: [
          [1, '', 1],
          [2, null, null],
          [3, 'ä', 3],
        ],
      },
    },
    {
      name: 'only the case changes',
      input: { columns: [['City', 'text']], rows: [['a']] },
      params: { from: 'City', to: 'city' },
      output: { columns: [['city', 'text']], rows: [['a']] },
    },
    {
      name: 'a name in another script, and an empty table',
      input: { columns: [['x', 'decimal(10,2)']], rows: [] },
      params: { from: 'x', to: 'Größe in m²' },
      output: { columns: [['Größe in m²', 'decimal(10,2)']], rows: [] },
    },
  ],
});

import { z } from 'zod';
import { ex, exColumn, exLit, joinEx } from '../expression/write.ts';
import { requireColumns, requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { coalesceColumnsExamples } from './examples/coalesceColumns.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';

const params = z.strictObject({
  columns: z
    .array(column())
    .min(2)
    .meta({ ui: 'columns', description: 'They are asked for a value in this order.' }),
  as: newColumn(),
  emptyIsMissing: z.boolean().default(false).meta({
    title: 'Pass over empty texts too',
    about: 'Whether an empty text counts as missing, too.',
  }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the columns', about: 'Whether the columns stay beside the result.' }),
});

/** Params of the operation `coalesce-columns`. */
export type CoalesceParams = z.infer<typeof params>;

export default defineOperation<CoalesceParams>({
  id: 'coalesce-columns',
  version: 1,
  title: 'First value of several columns',
  category: 'columns',
  summary:
    'Takes the first value that is not null, in the order of the columns named; null where all are. NaN is a value. Columns of different number types are brought to the wider one, dates beside timestamps to timestamps. The columns go unless kept.',
  synonyms: [
    'coalesce',
    'combine_first',
    'ifnull',
    'nvl',
    'first not missing',
    'fallback',
    'isnull',
  ],
  params,
  ...rowwise(
    ({ params, input }) => {
      const found = requireColumns(input, params.columns, ['columns']);
      requireNewName(
        input.filter((other) => other.name !== params.as || !found.includes(other)),
        params.as,
        ['as'],
      );
      const values = found.map(({ name, type }) =>
        params.emptyIsMissing && type.kind === 'text'
          ? ex`nullif(${exColumn(name)}, ${exLit('')})`
          : exColumn(name),
      );
      const value = ex`coalesce(${joinEx(values)})`;
      return [{ name: params.as, value, path: ['columns'], namePath: ['as'] }];
    },
    ({ params }) => (params.keep ? [] : params.columns),
  ),
  examples: coalesceColumnsExamples,
});

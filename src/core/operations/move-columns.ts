import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { arranged } from './arrangedColumns.ts';
import { requireColumn, requireColumns } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, columns } from './params.ts';
import { moveColumnsExamples } from './examples/moveColumns.ts';

const params = z.strictObject({
  columns: columns().meta({ about: 'The columns that are moved, in this order.' }),
  to: z
    .enum(['start', 'end', 'before', 'after', 'position'])
    .meta({ about: 'Where the columns are moved to.' }),
  column: column()
    .optional()
    .meta({
      ui: 'column',
      title: 'Which column',
      about: 'The column before or after which they are put.',
      when: { to: ['before', 'after'] },
    }),
  position: z
    .int()
    .min(1)
    .optional()
    .meta({
      description: 'The place of the first moved column afterwards, counted from 1.',
      when: { to: ['position'] },
    }),
});

/** Params of the operation `move-columns`. */
export type MoveParams = z.infer<typeof params>;

export default defineOperation<MoveParams>({
  id: 'move-columns',
  version: 1,
  title: 'Move columns',
  category: 'columns',
  summary:
    'Moves columns, in the order named, to the start, the end, before or after another column, or to a place counted from 1; a place beyond the last is the end.',
  synonyms: ['reorder', 'relocate', 'rearrange', 'column order', 'reindex', 'shift columns'],
  params,
  ...arranged(({ params, input }) => {
    const moved = requireColumns(input, params.columns, ['columns']);
    const rest = input.filter((other) => !moved.includes(other));
    const place = placeOf(params, input, rest);
    return [...rest.slice(0, place), ...moved, ...rest.slice(place)];
  }),
  examples: moveColumnsExamples,
});

/** How many of the columns that stay stand before the moved ones. */
function placeOf(params: MoveParams, input: Schema, rest: Schema): number {
  const { to, column, position } = params;
  switch (to) {
    case 'start':
      return 0;
    case 'end':
      return rest.length;
    case 'position':
      if (position !== undefined) return Math.min(position - 1, rest.length);
      throw new StepError(['position'], 'The position is missing.', 'Give it, counted from 1.');
    default: {
      if (column === undefined) {
        throw new StepError(
          ['column'],
          `The column to move ${to} is missing.`,
          'Name it, or move to the start or the end.',
        );
      }
      const place = rest.indexOf(requireColumn(input, column, ['column']));
      if (place >= 0) return to === 'before' ? place : place + 1;
      throw new StepError(
        ['column'],
        `“${column}” is itself moved.`,
        'Choose a column that stays where it is.',
      );
    }
  }
}

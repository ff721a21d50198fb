import { z } from 'zod';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import { columns } from './params.ts';
import { fromNeighbor } from './windowFill.ts';
import { windowed } from './windowed.ts';
import { checkWindow, refuseGrouped, windowParams } from './windowOrder.ts';
import { fillFromNeighborsExamples } from './examples/fillFromNeighbors.ts';

const params = z.strictObject({
  columns: columns(),
  direction: z.enum(['forward', 'backward']).default('forward').meta({
    description: 'forward: the last value before. backward: the next value after.',
  }),
  limit: z.int().min(1).max(1_000_000).optional().meta({
    title: 'At most so many rows away',
    description: 'Left out: as far as the group goes.',
  }),
  ...windowParams,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'fill-from-neighbors',
  version: 1,
  title: 'Fill with values of rows around',
  category: 'missing',
  summary:
    'Puts the last value before (forward) or the next one after (backward) where there is none, never from another group. NaN is a value: it stays, and it fills. Where no row on that side has a value, or only one further away than allowed, it stays null. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'ffill',
    'bfill',
    'forward fill',
    'backward fill',
    'fill down',
    'fill up',
    'pad',
    'last valid',
    'locf',
    'last observation carried forward',
    'impute',
    'fillna',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { direction, limit, group, order } = params;
    const found = requireColumns(input, params.columns, ['columns']);
    checkWindow(params, input);
    refuseGrouped(params.columns, group);
    return {
      group,
      order,
      stages: [
        { over: found.map((column) => fromNeighbor(column, { direction, limit }, column.name)) },
      ],
    };
  }),
  examples: fillFromNeighborsExamples,
});

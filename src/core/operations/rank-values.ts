import { z } from 'zod';
import { requireNewName } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { newColumn } from './params.ts';
import { sortKey } from './sortKeys.ts';
import { windowed } from './windowed.ts';
import { checkWindow, groupParam } from './windowOrder.ts';
import { rankMethods, rankOf } from './windowRank.ts';
import { rankValuesExamples } from './examples/rankValues.ts';

const params = z.strictObject({
  order: z.array(sortKey).min(1).meta({
    title: 'Ranked by',
    about: 'The columns that rows are ranked by; later ones decide ties.',
  }),
  method: z.enum(rankMethods).default('rank').meta({
    description:
      'row-number: 1, 2, 3, 4. rank: 1, 2, 2, 4. dense: 1, 2, 2, 3. average: 1, 2.5, 2.5, 4. percent: from 0 to 1. buckets: as many groups of equal size as asked for.',
  }),
  buckets: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'Left out: 4, quartiles.', when: { method: ['buckets'] } }),
  as: newColumn(),
  ...groupParam,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'rank-values',
  version: 1,
  title: 'Rank rows',
  category: 'windows',
  summary:
    'The place of each row in an order within its group, from 1 on, the rows staying where they are. Nulls are ranked, last unless asked to be first; NaN equals NaN and is greater than every number. Equal rows share a rank by the method, only row number and buckets decide them as the source has them. Percent is (rank − 1) / (rows − 1), 0 for a single row.',
  synonyms: [
    'row_number',
    'row number',
    'dense_rank',
    'percent_rank',
    'percentile',
    'ntile',
    'quartile',
    'quantile bucket',
    'qcut',
    'min_rank',
    'top n',
    'order',
    'numbering',
  ],
  params,
  needsIdentity: ({ method }) => method === 'row-number' || method === 'buckets',
  ...windowed<Params>(({ params, input }) => {
    const { method, buckets = 4, order, group, as } = params;
    if (method !== 'buckets' && params.buckets !== undefined) {
      throw new StepError(
        ['buckets'],
        `A number of buckets is for buckets only, not for ${method}.`,
        'Leave it out.',
      );
    }
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    const keys = order.map(({ column }) => column);
    return { group, order, stages: [{ over: [rankOf({ method, keys, buckets }, as)] }] };
  }),
  examples: rankValuesExamples,
});

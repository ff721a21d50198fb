import { z } from 'zod';
import { isNumber } from '../expression/types.ts';
import { ex, exColumn } from '../expression/write.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { figureOf, overGroup } from './windowGroup.ts';
import { checkWindow, groupParam } from './windowOrder.ts';
import { shareOfTotalExamples } from './examples/shareOfTotal.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The numbers whose shares are worked out.' }),
  as: newColumn(),
  ...groupParam,
});
type Params = z.infer<typeof params>;

const total = passing('total');

export default defineOperation({
  id: 'share-of-total',
  version: 1,
  title: 'Share of the total',
  category: 'windows',
  summary:
    'Each value divided by the sum of its group (null is a group, NaN is one), or of the table: 0.25 is a quarter. Nulls are left out of the sum and stay null; a sum of 0 gives null, counted; with NaN in the group the shares are NaN.',
  synonyms: [
    'percent of total',
    'percentage',
    'proportion',
    'ratio to report',
    'prop.table',
    'fraction',
    'contribution',
    'weight',
  ],
  params,
  ...windowed<Params>((context) => {
    const { params, input } = context;
    const { column, as, group } = params;
    requireType(requireColumn(input, column, ['column']), isNumber, 'a number', ['column']);
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    const sum = overGroup(figureOf({ column, statistic: 'sum' }, context), total);
    const share = ex`${exColumn(column)} / ${exColumn(total)}`;
    return {
      group,
      order: undefined,
      stages: [{ over: [sum] }, { made: [{ name: as, value: share, path: ['column'] }] }],
    };
  }),
  examples: shareOfTotalExamples,
});

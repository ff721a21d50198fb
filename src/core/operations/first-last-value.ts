import { z } from 'zod';
import { requireColumn, requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { atEdge } from './windowEdge.ts';
import { windowed } from './windowed.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { firstLastValueExamples } from './examples/firstLastValue.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The column whose value is put beside each row.' }),
  which: z
    .enum(['first', 'last'])
    .default('first')
    .meta({ about: 'Whether the value is that of the group’s first or last row.' }),
  skipNulls: z.boolean().default(false).meta({
    title: 'Skip nulls',
    description: 'Take the first or last row that holds a value.',
  }),
  as: newColumn(),
  ...windowParams,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'first-last-value',
  version: 1,
  title: 'First or last value of the group',
  category: 'windows',
  summary:
    'Puts beside each row what the first or last row of its group holds, or the first or last that is not null (NaN is a value). Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'first_value',
    'last_value',
    'first',
    'last',
    'opening value',
    'closing value',
    'baseline',
    'initial',
    'latest',
    'most recent',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { which, skipNulls, as, group, order } = params;
    const source = requireColumn(input, params.column, ['column']);
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    return { group, order, stages: [{ over: [atEdge(source, which, skipNulls, as)] }] };
  }),
  examples: firstLastValueExamples,
});

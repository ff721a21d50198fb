import { z } from 'zod';
import { callNode, textNode } from '../expression/build.ts';
import dateDiff from '../functions/dateDiff.ts';
import dateSub from '../functions/dateSub.ts';
import { dateColumn, dateUnits, moment, momentNode } from './dateOperands.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { dateDifferenceExamples } from './examples/dateDifference.ts';

const params = z.strictObject({
  from: column().meta({ about: 'The date or time that is counted from.' }),
  until: moment().meta({
    about: 'The date or time that is counted up to: a column, a parameter or a fixed one.',
  }),
  unit: z.enum(dateUnits).default('day').meta({ about: 'The unit that is counted.' }),
  count: z
    .enum(['whole', 'starts'])
    .default('whole')
    .meta({
      labels: { whole: 'Whole units that passed', starts: 'Starts of units that lie between' },
      description: 'From 31 January to 1 February no whole month has passed, but one begins.',
    }),
  as: newColumn(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'date-difference',
  version: 1,
  title: 'Date difference',
  category: 'dates',
  summary:
    'Counts the years, quarters, months, weeks, days, hours, minutes or seconds from one date or time to another one, negative if that is earlier: either whole units that have passed (a month is full on the same day of a later one, or on its last day where it lacks that day), or how many units begin in between (weeks on Monday). Instants are taken in UTC; null gives null.',
  synonyms: [
    ...['datediff', 'date_diff', 'timedelta', 'days between', 'months between', 'difftime'],
    ...['duration', 'elapsed', 'interval', 'timestampdiff'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { from, until, unit, count, as } = context.params;
    const first = dateColumn(context, from, ['from']);
    const last = momentNode(context, until, ['until']);
    const found = count === 'whole' ? dateSub : dateDiff;
    const value = at(['unit'], () => callNode(found, textNode(unit), first, last));
    return [{ name: as, value, path: ['from'], namePath: ['as'] }];
  }),
  examples: dateDifferenceExamples,
});

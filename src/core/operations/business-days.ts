import { z } from 'zod';
import { mathNode } from '../expression/build.ts';
import { caseNode, compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { int64 } from '../expression/types.ts';
import { dayNode, workdayNode, workdaysNode } from '../functions/workdays.ts';
import { calendarFields, calendarOf } from './calendarParams.ts';
import { dateColumn, moment, momentNode } from './dateOperands.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { businessDaysExamples } from './examples/businessDays.ts';

const params = z.strictObject({
  from: column(),
  until: moment(),
  ...calendarFields,
  lastDay: z
    .enum(['out', 'in'])
    .default('out')
    .meta({
      title: 'The later day',
      labels: { out: 'Is not counted (as numpy)', in: 'Is counted (as Excel)' },
    }),
  as: newColumn(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'business-days',
  version: 1,
  title: 'Business days',
  category: 'dates',
  summary:
    'Counts the days from one date up to another one that are neither weekend nor holiday; negative if the other one is earlier. Of the two days the later one counts only if asked. Times of day are left aside, instants taken in UTC; null gives null.',
  synonyms: [
    ...['networkdays', 'busday_count', 'bday', 'working days', 'workdays'],
    ...['holidays', 'business_day_count'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { params } = context;
    const calendar = calendarOf(params);
    const from = dayNode(dateColumn(context, params.from, ['from']));
    const until = dayNode(momentNode(context, params.until, ['until']));
    const counted = workdaysNode(from, until, calendar);
    const one = (day: TypedExpression, count: number): TypedExpression =>
      caseNode(
        [{ when: workdayNode(day, calendar), then: integerNode(count, day.place) }],
        integerNode(0, day.place),
        int64,
        day.place,
      );
    const forward = compareNode('<=', from, until);
    const last = caseNode(
      [{ when: forward, then: one(until, 1) }],
      one(from, -1),
      int64,
      from.place,
    );
    const value = params.lastDay === 'in' ? mathNode(counted, '+', last) : counted;
    return [{ name: params.as, value, path: ['from'], namePath: ['as'] }];
  }),
  examples: businessDaysExamples,
});

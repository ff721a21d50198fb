import { z } from 'zod';
import { callNode } from '../expression/build.ts';
import { compareNode, integerNode } from '../expression/nodes.ts';
import { commonType, timestamp } from '../expression/types.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { widen } from '../expression/widen.ts';
import day from '../functions/day.ts';
import daysInMonth from '../functions/daysInMonth.ts';
import { dayNode, holidayNode, weekendNode, workdayNode } from '../functions/workdays.ts';
import { calendarFields, calendarOf } from './calendarParams.ts';
import { dateColumn, moment, momentNode } from './dateOperands.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { column } from './params.ts';
import { rowwise } from './rowwise.ts';
import { flagDatesExamples } from './examples/flagDates.ts';

const flags = [
  ...(['weekend', 'holiday', 'business_day', 'month_start', 'month_end'] as const),
  ...(['before', 'after'] as const),
];
type Flag = (typeof flags)[number];

const params = z.strictObject({
  column: column().meta({ about: 'The date or time that the flags tell of.' }),
  flags: z
    .array(z.enum(flags))
    .min(1)
    .meta({ title: 'What to tell of each date', about: 'Each becomes a boolean column.' }),
  ...calendarFields,
  reference: moment().optional().meta({
    title: 'Before or after',
    description: 'The moment that dates are before or after: a fixed one, a parameter or a column.',
  }),
  prefix: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'What the new names begin with; the column’s name unless given.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'flag-dates',
  version: 1,
  title: 'Flag dates',
  category: 'dates',
  summary:
    'Adds boolean columns named <prefix>_is_<flag> (the prefix is the column unless given) that tell of each date or time whether it is on a weekend, a holiday or neither, on the first or last day of a month, before or after a fixed moment, a parameter or another column. A date stands for its midnight, an instant for its time in UTC; null gives null.',
  synonyms: [
    ...['is weekend', 'is holiday', 'is workday', 'business day', 'in the future', 'in the past'],
    ...['is_month_end', 'is_month_start', 'overdue', 'expired'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { column: name, flags: chosen, prefix = name } = context.params;
    const value = dateColumn(context, name, ['column']);
    return chosen.map((flag, index) => ({
      name: `${prefix}_is_${flag}`,
      value: flagged(value, flag, context),
      path: ['flags', index],
    }));
  }),
  examples: flagDatesExamples,
});

function flagged(
  value: TypedExpression,
  flag: Flag,
  context: FlowContext<Params>,
): TypedExpression {
  const calendar = calendarOf(context.params);
  switch (flag) {
    case 'weekend':
      return weekendNode(dayNode(value), calendar);
    case 'holiday':
      return holidayNode(dayNode(value), calendar);
    case 'business_day':
      return workdayNode(dayNode(value), calendar);
    case 'month_start':
      return compareNode('=', callNode(day, value), integerNode(1, value.place));
    case 'month_end':
      return compareNode('=', callNode(day, value), callNode(daysInMonth, value));
    case 'before':
    case 'after': {
      const { reference } = context.params;
      if (reference === undefined) {
        throw new StepError(
          ['reference'],
          `It is not said what the dates may be ${flag}.`,
          'Give a date, a parameter or a column.',
        );
      }
      const other = momentNode(context, reference, ['reference']);
      const type = commonType(value.type, other.type) ?? timestamp;
      const operator = flag === 'before' ? '<' : '>';
      return compareNode(operator, widen(value, type), widen(other, type));
    }
  }
}

import { z } from 'zod';
import { callNode, mathNode } from '../expression/build.ts';
import type { ScalarFunction, TypedExpression } from '../expression/typed.ts';
import { float64 } from '../expression/types.ts';
import { literal } from '../expression/widen.ts';
import cos from '../functions/cos.ts';
import day from '../functions/day.ts';
import dayOfYear from '../functions/dayOfYear.ts';
import hour from '../functions/hour.ts';
import minute from '../functions/minute.ts';
import month from '../functions/month.ts';
import quarter from '../functions/quarter.ts';
import second from '../functions/second.ts';
import sin from '../functions/sin.ts';
import week from '../functions/week.ts';
import weekday from '../functions/weekday.ts';
import { dateColumn } from './dateOperands.ts';
import { defineOperation, StepError } from './define.ts';
import { column } from './params.ts';
import { rowwise } from './rowwise.ts';
import { cyclicEncodeExamples } from './examples/cyclicEncode.ts';

const parts = [
  ...(['quarter', 'month', 'week', 'day', 'weekday', 'day_of_year'] as const),
  ...(['hour', 'minute', 'second'] as const),
];
type Part = (typeof parts)[number];

/** The part, its first value, and after how many values it begins again. */
const cycles: Readonly<Record<Part, readonly [ScalarFunction, number, number]>> = {
  quarter: [quarter, 1, 4],
  month: [month, 1, 12],
  week: [week, 1, 53],
  day: [day, 1, 31],
  weekday: [weekday, 1, 7],
  day_of_year: [dayOfYear, 1, 366],
  hour: [hour, 0, 24],
  minute: [minute, 0, 60],
  second: [second, 0, 60],
};

const params = z.strictObject({
  column: column().meta({ about: 'The date or time whose parts are encoded.' }),
  parts: z
    .array(z.enum(parts))
    .min(1)
    .meta({ description: 'Each part gives two columns: its sine and its cosine.' }),
  prefix: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'What the new names begin with; the column’s name unless given.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'cyclic-encode',
  version: 1,
  title: 'Cyclic encode',
  category: 'dates',
  summary:
    'Adds sine and cosine of parts of a date or time as float64 columns named <prefix>_<part>_sin and _cos (the prefix is the column unless given), so that December is near January. The first value of a part is the angle 0; the circle has 4 quarters, 12 months, 53 ISO weeks, 31 days, 7 weekdays from Monday, 366 days of a year, 24 hours, 60 minutes and 60 seconds. Instants are taken in UTC; null gives null.',
  synonyms: [
    ...['cyclical', 'sin', 'cos', 'sine', 'cosine', 'cyclicalfeatures', 'periodic'],
    ...['featurize datetime', 'time of day', 'season'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { column: name, parts: chosen, prefix = name } = context.params;
    const value = dateColumn(context, name, ['column']);
    return chosen.flatMap((part, index) => {
      const path = ['parts', index];
      if (value.type.kind === 'date' && ['hour', 'minute', 'second'].includes(part)) {
        throw new StepError(
          path,
          `“${name}” is a date, so it has no ${part}.`,
          'Leave the part out, or take a timestamp.',
        );
      }
      const [found, first, period] = cycles[part];
      const angle = angleOf(callNode(found, value), first, period);
      return [
        { name: `${prefix}_${part}_sin`, value: callNode(sin, angle), path },
        { name: `${prefix}_${part}_cos`, value: callNode(cos, angle), path },
      ];
    });
  }),
  examples: cyclicEncodeExamples,
});

function angleOf(value: TypedExpression, first: number, period: number): TypedExpression {
  const float = (number: number): TypedExpression =>
    literal({ kind: 'float', value: number }, float64);
  const passed = first === 0 ? value : mathNode(value, '-', float(first));
  return mathNode(passed, '*', float((2 * Math.PI) / period));
}

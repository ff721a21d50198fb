import { z } from 'zod';
import { callNode, textNode } from '../expression/build.ts';
import { integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import dateAdd from '../functions/dateAdd.ts';
import dateTrunc from '../functions/dateTrunc.ts';
import lastDay from '../functions/lastDay.ts';
import { columnNode, dateColumns, dateUnits, resultName, suffix } from './dateOperands.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { truncateDateExamples } from './examples/truncateDate.ts';

const params = z.strictObject({
  columns: columns(),
  unit: z.enum(dateUnits).meta({ about: 'The unit whose start, or last day, is taken.' }),
  to: z
    .enum(['start', 'last-day'])
    .default('start')
    .meta({ title: 'Bring to', description: 'The last day is for columns of dates only.' }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'truncate-date',
  version: 1,
  title: 'Truncate date',
  category: 'dates',
  summary:
    'Brings dates and times to the start of their year, quarter, month, week (Monday), day, hour, minute or second, or dates to the last day of it. The type stays; null gives null. A week that ends after 9999-12-31 has no last day: null, counted.',
  synonyms: [
    ...['floor_date', 'date_trunc', 'datetrunc', 'trunc', 'round_date', 'start of month'],
    ...['end of month', 'eomonth', 'last_day', 'month end', 'to_period'],
  ],
  params,
  ...rowwise<Params>((context) =>
    dateColumns(context, context.params.columns).map((column, index) => ({
      name: resultName(context, column, context.params.suffix, ['suffix']),
      value: truncated(columnNode(column), context),
      path: ['columns', index],
    })),
  ),
  examples: truncateDateExamples,
});

const monthsTo: Readonly<Partial<Record<Params['unit'], number>>> = { year: 11, quarter: 2 };

function truncated(value: TypedExpression, { params }: FlowContext<Params>): TypedExpression {
  const { unit } = params;
  const start = at(['unit'], () => callNode(dateTrunc, textNode(unit), value));
  if (params.to === 'start') return start;
  if (value.type.kind !== 'date' || unit === 'day') {
    throw new StepError(
      ['to'],
      value.type.kind === 'date'
        ? 'A day has no last day.'
        : 'The last day is for dates, and a timestamp is among the columns.',
      'Take a longer unit, or change the column to date first.',
    );
  }
  const place = { start: 0, end: 0 };
  const moved = (step: string, count: number): TypedExpression =>
    callNode(dateAdd, textNode(step), integerNode(count, place), start);
  if (unit === 'week') return moved('day', 6);
  const months = monthsTo[unit];
  return callNode(lastDay, months === undefined ? value : moved('month', months));
}

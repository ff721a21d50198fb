import { z } from 'zod';
import { callNode, mathNode, textNode } from '../expression/build.ts';
import { caseNode, compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { isInteger } from '../expression/types.ts';
import dateAdd from '../functions/dateAdd.ts';
import day from '../functions/day.ts';
import daysInMonth from '../functions/daysInMonth.ts';
import { requireColumn, requireType } from './columns.ts';
import { columnNode, dateColumns, dateUnits, resultName, suffix } from './dateOperands.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { column, columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { shiftDateExamples } from './examples/shiftDate.ts';

const params = z.strictObject({
  columns: columns(),
  amount: z
    .union([z.int().meta({ title: 'A number' }), z.strictObject({ column: column() })])
    .meta({ description: 'How many units later; negative is earlier.' }),
  unit: z.enum(dateUnits).default('day').meta({ about: 'The unit of the amount.' }),
  monthEnd: z
    .enum(['same-day', 'stays-last'])
    .default('same-day')
    .meta({
      title: 'Last day of a month',
      about: 'What a month’s last day becomes, moved by months, quarters or years.',
      labels: {
        'same-day': 'Keeps its number where the month has it',
        'stays-last': 'Becomes the last day of the other month',
      },
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'shift-date',
  version: 1,
  title: 'Shift date',
  category: 'dates',
  summary:
    'Moves dates and times by a number of years, quarters, months, weeks, days, hours, minutes or seconds, the same for all rows or from a column. A day that the other month lacks becomes its last; if asked, the last day of a month stays the last day. The type stays; null gives null; null, counted, outside the years 1 to 9999.',
  synonyms: [
    ...['dateadd', 'date_add', 'add_months', 'dateoffset', 'timedelta', 'add days'],
    ...['subtract days', 'edate', 'offset', 'plus', 'minus'],
  ],
  params,
  ...rowwise<Params>((context) =>
    dateColumns(context, context.params.columns).map((one, index) => ({
      name: resultName(context, one, context.params.suffix, ['suffix']),
      value: shifted(columnNode(one), context),
      path: ['columns', index],
    })),
  ),
  examples: shiftDateExamples,
});

function shifted(value: TypedExpression, context: FlowContext<Params>): TypedExpression {
  const { unit, monthEnd } = context.params;
  const count = amountOf(context);
  const moved = at(['unit'], () => callNode(dateAdd, textNode(unit), count, value));
  if (monthEnd === 'same-day' || !['year', 'quarter', 'month'].includes(unit)) return moved;
  const isLast = compareNode('=', callNode(day, value), callNode(daysInMonth, value));
  const left = mathNode(callNode(daysInMonth, moved), '-', callNode(day, moved));
  const then = callNode(dateAdd, textNode('day'), left, moved);
  return caseNode([{ when: isLast, then }], moved, value.type, value.place);
}

function amountOf({ params, input }: FlowContext<Params>): TypedExpression {
  const { amount } = params;
  if (typeof amount === 'number') return integerNode(amount, { start: 0, end: 0 });
  const path = ['amount', 'column'];
  const found = requireColumn(input, amount.column, path);
  requireType(found, isInteger, 'a whole number', path);
  return columnNode(found);
}

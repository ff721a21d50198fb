import { z } from 'zod';
import { callNode, mathNode, textNode } from '../expression/build.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { caseNode, compareNode, integerNode, logicalNode, nullNode } from '../expression/nodes.ts';
import type { ScalarFunction, TypedExpression } from '../expression/typed.ts';
import { int64 } from '../expression/types.ts';
import dateSub from '../functions/dateSub.ts';
import day from '../functions/day.ts';
import daysInMonth from '../functions/daysInMonth.ts';
import month from '../functions/month.ts';
import { dayNode } from '../functions/workdays.ts';
import { sql } from '../sql/sql.ts';
import { dateColumn, moment, momentNode } from './dateOperands.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { ageExamples } from './examples/age.ts';

const params = z.strictObject({
  birth: column().meta({ about: 'The column with the days of birth.' }),
  on: moment().meta({
    title: 'Age on',
    description: 'The day that the age is of: a fixed one, a parameter or a column.',
  }),
  leapDay: z
    .enum(['march-1', 'february-28'])
    .default('march-1')
    .meta({
      title: 'Born on 29 February',
      labels: {
        'march-1': 'A year older on 1 March',
        'february-28': 'A year older on 28 February',
      },
      description:
        'When a person born on 29 February becomes a year older in years without that day.',
    }),
  as: newColumn(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'age',
  version: 1,
  title: 'Age',
  category: 'dates',
  summary:
    'Works out how old someone is in whole years on a day that is fixed, a parameter or another column. Who was born on 29 February becomes a year older on 1 March, or if asked on 28 February, in years that have no such day. Times of day are left aside, instants taken in UTC; null gives null; null, counted, before the birth.',
  synonyms: [
    ...['years old', 'age at', 'birthday', 'birth date', 'date of birth', 'dob', 'datedif'],
    ...['completed years', 'seniority', 'tenure'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const [birth, on] = daysOf(context);
    const born = compareNode('<=', birth, on);
    const none = nullNode(int64, birth.place);
    const value = caseNode(
      [{ when: born, then: yearsBetween(birth, on, context.params) }],
      none,
      int64,
      birth.place,
    );
    return [{ name: context.params.as, value, path: ['birth'], namePath: ['as'] }];
  }),
  nulled: (context) => {
    const [birth, on] = daysOf(context);
    return sql`count(*) FILTER (WHERE ${emitDuckdb(compareNode('>', birth, on), context)})`;
  },
  examples: ageExamples,
});

function daysOf(context: FlowContext<Params>): readonly [TypedExpression, TypedExpression] {
  const { birth, on } = context.params;
  return [dayNode(dateColumn(context, birth, ['birth'])), dayNode(momentNode(context, on, ['on']))];
}

function yearsBetween(
  birth: TypedExpression,
  on: TypedExpression,
  params: Params,
): TypedExpression {
  const years = callNode(dateSub, textNode('year'), birth, on);
  if (params.leapDay === 'february-28') return years;
  // On the 28th day of a February without a 29th the year counts as full; it is not yet, here.
  const { place } = birth;
  const is = (found: ScalarFunction, e: TypedExpression, n: number): TypedExpression =>
    compareNode('=', callNode(found, e), integerNode(n, place));
  const eve = [is(month, birth, 2), is(day, birth, 29), is(day, on, 28), is(daysInMonth, on, 28)];
  const early = mathNode(years, '-', integerNode(1, place));
  return caseNode([{ when: logicalNode('and', eve, place), then: early }], years, int64, place);
}

import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { callNode, mathNode, textNode } from '../expression/build.ts';
import { caseNode, compareNode, integerNode, notNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, int64 } from '../expression/types.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { literal } from '../expression/widen.ts';
import dateDiff from '../functions/dateDiff.ts';
import { dayNode, workdayNode, workdaysNode } from '../functions/workdays.ts';
import type { Py } from '../python/py.ts';
import { sql } from '../sql/sql.ts';
import { calendarFields, calendarOf } from './calendarParams.ts';
import { requireColumn, requireType } from './columns.ts';
import { columnNode, dateColumn, moment, momentNode } from './dateOperands.ts';
import {
  daysBeforeDuckdb,
  daysBeforePandas,
  daysBeforePolars,
  daysBeforePyspark,
} from './daysBefore.ts';
import type { CountedDays } from './daysBefore.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, PythonContext, Unsupported } from './define.ts';
import { column, newColumn, otherSource, sourceColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import type { MadeColumn } from './rowwise.ts';
import { passing } from './windowColumn.ts';
import { businessDaysExamples } from './examples/businessDays.ts';

const params = z.strictObject({
  from: column().meta({ about: 'The date that is counted from.' }),
  until: moment().meta({
    about: 'The date that is counted up to: a column, a parameter or a fixed one.',
  }),
  ...calendarFields,
  with: otherSource().optional().meta({
    ui: 'source',
    title: 'Table of holidays',
    description: 'Its days are holidays beside those listed.',
  }),
  day: sourceColumn()
    .optional()
    .meta({
      ui: 'source-column',
      types: ['date'],
      title: 'Its column of days',
      about: 'The column of that table that holds the days.',
    }),
  lastDay: z
    .enum(['out', 'in'])
    .default('out')
    .meta({
      title: 'The later day',
      about: 'Whether the later of the two days is counted.',
      labels: { out: 'Is not counted (as numpy)', in: 'Is counted (as Excel)' },
    }),
  as: newColumn(),
});
type Params = z.infer<typeof params>;
type Context = FlowContext<Params>;

const [fromName, untilName] = [passing('from'), passing('until')];

const plain = rowwise<Params>((context) => [resultOf(context, counted(context))]);
const bounds = rowwise<Params>(boundsOf);

/** The count less the table's days, whose counts stand in place of the bounds. */
const less = rowwise<Params>(
  (context) => {
    const before = columnNode({ name: fromName, type: int64 });
    const after = columnNode({ name: untilName, type: int64 });
    const value = mathNode(counted(context), '-', mathNode(after, '-', before));
    return [resultOf(context, value)];
  },
  () => [fromName, untilName],
);

function resultOf({ params }: Context, value: TypedExpression): MadeColumn {
  return { name: params.as, value, path: ['from'], namePath: ['as'] };
}

export default defineOperation<Params>({
  id: 'business-days',
  version: 1,
  title: 'Business days',
  category: 'dates',
  summary:
    'Counts the days from one date up to another one that are neither weekend nor holiday; negative if the other one is earlier. Holidays are listed in the step, or stand in a table of yours (another source with a column of dates), or both; a day counts once however often it stands there. Of the two days the later one counts only if asked. Times of day are left aside, instants taken in UTC; null gives null.',
  synonyms: [
    ...['networkdays', 'busday_count', 'bday', 'working days', 'workdays'],
    ...['holidays', 'business_day_count'],
  ],
  params,
  ...plain,
  sources: ({ with: other }) => (other ? [other.source] : []),
  outputSchema: (context) => {
    tableOf(context);
    return plain.outputSchema(context);
  },
  emit: {
    duckdb: (context) => {
      const days = tableOf(context);
      if (!days) return plain.emit.duckdb(context);
      const bounded = bounds.emit.duckdb(context);
      if (typeof bounded !== 'string') return bounded;
      const input = withBounds(context);
      const from = daysBeforeDuckdb(days, { ...context, input, from: sql`(${bounded})` });
      return less.emit.duckdb({ ...context, input, from: sql`(${from})` });
    },
    pandas: python('pandas'),
    polars: python('polars'),
    pyspark: python('pyspark'),
  },
  examples: businessDaysExamples,
});

function python(target: 'pandas' | 'polars' | 'pyspark') {
  return (context: PythonContext<Params>): readonly Py[] | Unsupported => {
    const days = tableOf(context);
    if (!days) return plain.emit[target](context);
    const input = withBounds(context);
    const bounded = bounds.emit[target]({ ...context, output: input });
    const last = { ...context, input };
    const counts = {
      pandas: daysBeforePandas,
      polars: daysBeforePolars,
      pyspark: daysBeforePyspark,
    };
    const counted = orUnsupported(() => counts[target](days, { ...last, output: input }));
    const made = less.emit[target](last);
    if ('unsupported' in bounded) return bounded;
    if ('unsupported' in counted) return counted;
    return 'unsupported' in made ? made : [...bounded, ...counted, ...made];
  };
}

function withBounds({ input }: Context): Schema {
  return [...input, { name: fromName, type: int64 }, { name: untilName, type: int64 }];
}

/** The two days of a row. Throws `StepError`. */
function daysOf(context: Context): { from: TypedExpression; until: TypedExpression } {
  const { params } = context;
  return {
    from: dayNode(dateColumn(context, params.from, ['from'])),
    until: dayNode(momentNode(context, params.until, ['until'])),
  };
}

/** The count by weekends and the days that the step itself names. */
function counted(context: Context): TypedExpression {
  const { params } = context;
  const calendar = calendarOf(params);
  const { from, until } = daysOf(context);
  const count = workdaysNode(from, until, calendar);
  if (params.lastDay === 'out') return count;
  const one = (day: TypedExpression, value: number): TypedExpression =>
    caseNode(
      [{ when: workdayNode(day, calendar), then: integerNode(value, day.place) }],
      integerNode(0, day.place),
      int64,
      day.place,
    );
  const forward = compareNode('<=', from, until);
  const last = caseNode([{ when: forward, then: one(until, 1) }], one(from, -1), int64, from.place);
  return mathNode(count, '+', last);
}

/** A day as a number, to count with. */
function numberOf(day: TypedExpression): TypedExpression {
  const epoch = literal({ kind: 'date', text: '1970-01-01' }, date);
  return callNode(dateDiff, textNode('day'), epoch, day);
}

/** The numbers of the two days, that of the later one moved by one where it is counted. */
function boundsOf(context: Context): readonly MadeColumn[] {
  const { from, until } = daysOf(context);
  const forward = compareNode('<=', from, until);
  const moved = (day: TypedExpression, isLater: TypedExpression): TypedExpression => {
    if (context.params.lastDay === 'out') return numberOf(day);
    const one = integerNode(1, day.place);
    const step = caseNode(
      [{ when: isLater, then: one }],
      integerNode(0, day.place),
      int64,
      day.place,
    );
    return mathNode(numberOf(day), '+', step);
  };
  return [
    { name: fromName, value: moved(from, notNode(forward)), path: ['from'] },
    { name: untilName, value: moved(until, forward), path: ['until'] },
  ];
}

/**
 * The table's days that take a day of work off the count. Throws `StepError` for a table without
 * its column, or the other way round.
 */
function tableOf(context: Context): CountedDays | undefined {
  const { with: other, day } = context.params;
  if (other === undefined && day === undefined) return undefined;
  if (other === undefined) {
    const message = 'The column of days has no table.';
    throw new StepError(['with'], message, 'Choose the table, too, or none of them.');
  }
  if (day === undefined) {
    const message = 'The table of holidays has no column of days.';
    throw new StepError(['day'], message, 'Choose the column, too, or none of them.');
  }
  const found = requireColumn(context.source(other.source, ['with', 'source']), day, ['day']);
  requireType(found, ({ kind }) => kind === 'date', 'a date', ['day']);
  const value = columnNode(found);
  return {
    ...{ source: other.source, bounds: [fromName, untilName] },
    number: numberOf(value),
    // A weekend, or a day that the step itself names, is off the count already.
    where: workdayNode(value, calendarOf(context.params)),
  };
}

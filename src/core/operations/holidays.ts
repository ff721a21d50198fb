import { z } from 'zod';
import type { Column, Schema } from '../../shared/columnType.ts';
import { boolean, date } from '../expression/types.ts';
import { ex, exColumn } from '../expression/write.ts';
import { dayNode } from '../functions/workdays.ts';
import { sql } from '../sql/sql.ts';
import type { Py } from '../python/py.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { dateColumn } from './dateOperands.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, PythonContext, SqlContext, Unsupported } from './define.ts';
import { lookingUp } from './lookingUp.ts';
import type { LookupParams } from './lookingUp.ts';
import { column, newColumn, otherSource, sourceColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import type { MadeColumn } from './rowwise.ts';
import { passing } from './windowColumn.ts';
import { holidaysExamples } from './examples/holidays.ts';

const params = z.strictObject({
  column: column().meta({
    ui: 'column',
    types: ['date', 'timestamp'],
    title: 'Dates',
    about: 'The dates that are looked for in the table.',
  }),
  with: otherSource().meta({
    ui: 'source',
    title: 'Table of holidays',
    about: 'Another source, with the holidays as rows.',
  }),
  day: sourceColumn().meta({
    ui: 'source-column',
    types: ['date'],
    title: 'Its column of days',
    about: 'The column of that table that holds the days.',
  }),
  as: newColumn().meta({
    ui: 'new-column',
    title: 'New column: whether it is a holiday',
    about: 'Name of the column that says whether the date is a holiday.',
  }),
  name: sourceColumn().optional().meta({
    ui: 'source-column',
    title: 'Its column of names',
    description: 'The column of that table with the holidays’ names, if they are wanted.',
  }),
  nameAs: newColumn().optional().meta({
    ui: 'new-column',
    title: 'New column: the holiday’s name',
    about: 'Name of the column for the holiday’s name.',
  }),
});

/** Params of the operation `holidays`. */
export type HolidayParams = z.infer<typeof params>;
type Context = FlowContext<HolidayParams>;

/** The day of a timestamp, on the way. */
const dayName = passing('day');

const days = rowwise<HolidayParams>((context) => {
  const value = dayNode(dateColumn(context, context.params.column, ['column']));
  return [{ name: dayName, value, path: ['column'] }];
});

/** What was found of the day makes place for whether there was any. */
const flags = rowwise<HolidayParams>(
  ({ params, input }): readonly MadeColumn[] => {
    const day = exColumn(hasDay(input) ? dayName : params.column);
    const value = ex`case when ${day} is not null then ${exColumn(params.as)} is not null end`;
    return [{ name: params.as, value, path: ['as'] }];
  },
  ({ input }) => (hasDay(input) ? [dayName] : []),
);

export default defineOperation<HolidayParams>({
  id: 'holidays',
  version: 1,
  title: 'Flag holidays',
  category: 'dates',
  summary:
    'A new column that says whether a date is one of the days in a table of yours (another source with a column of dates), and, if asked for, one with the name that the table has for it (of several the smallest). Of timestamps the day counts, of instants that in UTC; null gives null, and null in the table is no day.',
  synonyms: [
    ...['is holiday', 'public holidays', 'bank holidays', 'calendar', 'special days', 'events'],
    ...['flag dates in a table', 'holiday name', 'closed days'],
  ],
  params,
  rows: 'same',
  order: 'loses',
  identity: 'keeps',
  sources: (params) => [params.with.source],
  outputSchema: (context) => {
    const { params, input } = context;
    dateColumn(context, params.column, ['column']);
    const other = context.source(params.with.source, ['with', 'source']);
    requireType(requireColumn(other, params.day, ['day']), isDate, 'a date', ['day']);
    const output: Column[] = [...input];
    requireNewName(output, params.as, ['as']);
    output.push({ name: params.as, type: boolean });
    const found = nameOf(context);
    if (found) {
      requireNewName(output, found.as, ['nameAs']);
      output.push({ name: found.as, type: { kind: 'text' } });
    }
    return output;
  },
  emit: {
    duckdb: (context) => {
      let last: SqlContext<HolidayParams> = context;
      for (const { emit, next } of stagesOf(context)) {
        const select = emit.duckdb(last);
        if (typeof select !== 'string') return select;
        last = { ...last, input: next, from: sql`(${select})` };
      }
      return flags.emit.duckdb(last);
    },
    pandas: (context) => python(context, 'pandas'),
    polars: (context) => python(context, 'polars'),
    pyspark: (context) => python(context, 'pyspark'),
  },
  examples: holidaysExamples,
});

function python(
  context: PythonContext<HolidayParams>,
  target: 'pandas' | 'polars' | 'pyspark',
): readonly Py[] | Unsupported {
  const lines: Py[] = [];
  let last = context;
  for (const { emit, next } of stagesOf(context)) {
    const made = emit[target]({ ...last, output: next });
    if ('unsupported' in made) return made;
    lines.push(...made);
    last = { ...last, input: next };
  }
  const made = flags.emit[target](last);
  return 'unsupported' in made ? made : [...lines, ...made];
}

type Emit = (typeof days)['emit'];

/** The day of a timestamp, then what the table has of it; `next` are the columns afterwards. */
function stagesOf(context: Context): readonly { emit: Emit; next: Schema }[] {
  const { params, input } = context;
  const isDay = isDate(requireColumn(input, params.column, ['column']).type);
  const stages: { emit: Emit; next: Schema }[] = [];
  let next = input;
  const add = (emit: Emit, made: Column): void => {
    next = [...next, made];
    stages.push({ emit, next });
  };
  if (!isDay) add(days.emit, { name: dayName, type: date });
  const column = isDay ? params.column : dayName;
  const plain = { column, with: params.with, key: params.day, missing: 'null' } as const;
  add(lookedUp({ ...plain, result: params.day, as: params.as }), { name: params.as, type: date });
  const name = nameOf(context);
  if (name) {
    const type = { kind: 'text' } as const;
    add(lookedUp({ ...plain, result: name.column, as: name.as }), { name: name.as, type });
  }
  return stages;
}

function lookedUp(params: LookupParams): Emit {
  const { emit } = lookingUp;
  return {
    duckdb: (context) => emit.duckdb({ ...context, params }),
    pandas: (context) => emit.pandas({ ...context, params }),
    polars: (context) => emit.polars({ ...context, params }),
    pyspark: (context) => emit.pyspark({ ...context, params }),
  };
}

/** The column of names and the new one, if they are asked for. Throws `StepError` for one alone. */
function nameOf({ params, source }: Context): { column: string; as: string } | undefined {
  const { name, nameAs } = params;
  if (name === undefined && nameAs === undefined) return undefined;
  if (name === undefined || nameAs === undefined) {
    const [missing, message] =
      name === undefined
        ? ['name', 'The names have no column in the table.']
        : ['nameAs', 'The names have no new column.'];
    throw new StepError([missing], message, 'Give both, or none of them.');
  }
  const found = requireColumn(source(params.with.source, ['with', 'source']), name, ['name']);
  requireType(found, ({ kind }) => kind === 'text', 'text', ['name']);
  return { column: name, as: nameAs };
}

function hasDay(input: Schema): boolean {
  return input.some(({ name }) => name === dayName);
}

function isDate({ kind }: Column['type']): boolean {
  return kind === 'date';
}

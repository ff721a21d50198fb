import { z } from 'zod';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { requireColumns } from './columns.ts';
import { resultName, suffix } from './dateOperands.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { parsedNode } from './parsedDates.ts';
import { rowwise } from './rowwise.ts';
import type { MadeColumn } from './rowwise.ts';
import { parseDatesExamples } from './examples/parseDates.ts';

const params = z.strictObject({
  columns: columns(),
  to: z
    .enum(['date', 'timestamp'])
    .default('date')
    .meta({ about: 'Whether days or timestamps come out.' }),
  formats: z.array(z.string().min(1)).max(20).default([]).meta({
    title: 'Formats of texts',
    suggest: 'date-format',
    description: 'Tried in this order, as %d.%m.%Y. None: the usual ones.',
  }),
  order: z.enum(['day-first', 'month-first']).default('day-first').meta({
    title: 'Usual formats',
    description: 'Whether 01/02/2026 is 1 February or 2 January, where no formats are given.',
  }),
  unit: z.enum(['second', 'millisecond', 'microsecond']).default('second').meta({
    title: 'Numbers count',
    description: 'The unit that numbers count since 1970-01-01 00:00 UTC.',
  }),
  onError: z.enum(['null', 'error']).default('null').meta({
    description: 'A value that is no date becomes null and is counted, or stops the run.',
  }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'parse-dates',
  version: 1,
  title: 'Parse dates',
  category: 'dates',
  summary:
    'Reads texts as dates or timestamps by formats that are tried in order, and numbers as seconds, milliseconds or microseconds since 1970 (UTC). Without formats these are tried: %Y-%m-%d alone, with %H:%M:%S after a space or a T, and %d.%m.%Y, %d/%m/%Y, %d-%m-%Y, or month first %m/%d/%Y, %m-%d-%Y. A text must match a format exactly but for blanks around it. What is no real day or time, or outside the years 1 to 9999, becomes null (and is counted) or stops the run; null gives null.',
  synonyms: [
    ...['to_datetime', 'strptime', 'to_date', 'to_timestamp', 'text to date', 'dateutil'],
    ...['unix time', 'epoch', 'dayfirst', 'datetime', 'lubridate', 'dmy', 'mdy', 'ymd'],
  ],
  params,
  ...rowwise<Params>(made),
  nulled: (context) => {
    if (context.params.onError === 'error') return undefined;
    const counts = made(context).map(({ value }, index) => {
      const name = ident(context.params.columns[index] ?? '');
      return sql`count(*) FILTER (WHERE ${name} IS NOT NULL AND ${emitDuckdb(value, context)} IS NULL)`;
    });
    return joinSql(counts, ' + ');
  },
  examples: parseDatesExamples,
});

function made(
  context: FlowContext<Params>,
): readonly (MadeColumn & { readonly value: TypedExpression })[] {
  const { params, input } = context;
  return requireColumns(input, params.columns, ['columns']).map((one, index) => ({
    name: resultName(context, one, params.suffix, ['suffix']),
    value: parsedNode(one, params, ['columns', index]),
    path: ['columns', index],
  }));
}

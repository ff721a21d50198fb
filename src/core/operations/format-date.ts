import { z } from 'zod';
import { callNode, textNode } from '../expression/build.ts';
import strftime from '../functions/strftime.ts';
import { dateColumn, resultName, suffix } from './dateOperands.ts';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { formatDateExamples } from './examples/formatDate.ts';

const params = z.strictObject({
  columns: columns(),
  format: z.string().min(1).default('%d.%m.%Y').meta({
    ui: 'date-format',
    description: 'How dates are written, such as %d.%m.%Y or %A, %-d %B %Y %H:%M.',
  }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'format-date',
  version: 1,
  title: 'Format date',
  category: 'dates',
  summary:
    'Writes dates and times as text by a format of %Y %y %m %B %b %d %j %A %a %u %w %H %I %p %M %S %f %G %V; %-d and the like leave leading zeros away. Names of months and days are English. Instants are written in UTC; null gives null.',
  synonyms: [
    ...['strftime', 'to_char', 'date to text', 'date to string', 'dateformat', 'date_format'],
    ...['month name', 'day name'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { columns, format } = context.params;
    return requireColumns(context.input, columns, ['columns']).map((one, index) => {
      const value = dateColumn(context, one.name, ['columns', index]);
      return {
        name: resultName(context, one, context.params.suffix, ['suffix']),
        value: at(['format'], () => callNode(strftime, value, textNode(format))),
        path: ['columns', index],
      };
    });
  }),
  examples: formatDateExamples,
});

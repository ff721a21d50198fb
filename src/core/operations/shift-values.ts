import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Column } from '../../shared/columnType.ts';
import { ex, exColumn, exValue } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { isOrdered, requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import type { Stage } from './windowPlan.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { shifted, shiftedRow } from './windowShift.ts';
import { shiftValuesExamples } from './examples/shiftValues.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The column whose value is put beside each row.' }),
  from: z.enum(['before', 'after']).default('before').meta({
    title: 'Take the value from the row',
    description: 'Whether that row lies before it (lag) or after it (lead).',
  }),
  rows: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .meta({ title: 'So many rows away', about: 'How many rows away the row is.' }),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().meta({
    ui: 'value',
    title: 'Where there is no such row',
    description: 'What stands beyond the first or last row; left out: null.',
  }),
  as: newColumn(),
  ...windowParams,
});

type Params = z.infer<typeof params>;

const edge = passing('edge');
const value = passing('value');

export default defineOperation({
  id: 'shift-values',
  version: 1,
  title: 'Value of an earlier or later row',
  category: 'windows',
  summary:
    'Puts beside each row what a column holds so many rows before (lag) or after it (lead) in its group. Beyond the first or last row it is null, or the value given for that; a null that stands there stays null. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: ['lag', 'lead', 'shift', 'previous', 'next', 'offset', 'prior row', 'time shift'],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const source = requireColumn(input, params.column, ['column']);
    checkWindow(params, input);
    requireNewName(input, params.as, ['as']);
    const offset = params.from === 'before' ? params.rows : -params.rows;
    const { default: beyond } = params;
    const stages: readonly Stage[] =
      beyond === undefined
        ? [{ over: [shifted(source, offset, params.as)] }]
        : [
            { over: [shifted(source, offset, value), shiftedRow(offset, edge)] },
            {
              made: [
                {
                  name: params.as,
                  value: ex`case when ${exColumn(edge)} then ${exColumn(value)} else ${literalOf(source, beyond)} end`,
                  path: ['default'],
                },
              ],
            },
          ];
    return { group: params.group, order: params.order, stages };
  }),
  examples: shiftValuesExamples,
});

function literalOf(source: Column, value: string | number | boolean): ExpressionText {
  requireType(source, isOrdered, 'a number, text, boolean, date or timestamp', ['default']);
  try {
    return exValue(value, source.type);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new StepError(['default'], error.message, error.hint);
  }
}

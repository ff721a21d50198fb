import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { ex, exColumn } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { isNumber } from '../expression/types.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { shifted } from './windowShift.ts';
import { differenceExamples } from './examples/difference.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The column whose change is worked out.' }),
  rows: z.int().min(1).max(1_000_000).default(1).meta({
    title: 'Rows before',
    description: 'How many rows earlier the one is that each row is compared with.',
  }),
  change: z.enum(['absolute', 'relative']).default('absolute').meta({
    description: 'absolute: value − value before. relative: the same, divided by the value before.',
  }),
  as: newColumn(),
  ...windowParams,
});
type Params = z.infer<typeof params>;
type Change = Params['change'];

const before = passing('before');

export default defineOperation({
  id: 'difference',
  version: 1,
  title: 'Difference to an earlier row',
  category: 'windows',
  summary:
    'How a number changed since the row so many rows before it in its group: the difference, or its share of the value before (0.1 is 10 % more). Null where there is no such row or one of the two is null. Whole numbers stay int64; a result that does not fit and a value before of 0 are null and counted. Between days it is days, between timestamps seconds (as many as begin in between). Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: ['diff', 'delta', 'pct_change', 'percent change', 'growth', 'change', 'returns', 'lag'],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const source = requireColumn(input, params.column, ['column']);
    requireType(source, fits(params.change), wanted[params.change], ['column']);
    checkWindow(params, input);
    requireNewName(input, params.as, ['as']);
    return {
      group: params.group,
      order: params.order,
      stages: [
        { over: [shifted(source, params.rows, before)] },
        { made: [{ name: params.as, value: changeOf(source, params.change), path: ['column'] }] },
      ],
    };
  }),
  examples: differenceExamples,
});

const wanted = {
  absolute: 'a number, a day or a timestamp without zone',
  relative: 'a number',
};

function fits(change: Change): (type: ColumnType) => boolean {
  return (type) =>
    isNumber(type) || (change === 'absolute' && ['date', 'timestamp'].includes(type.kind));
}

function changeOf({ name, type }: Column, change: Change): ExpressionText {
  const [now, then] = [exColumn(name), exColumn(before)];
  if (type.kind === 'date') return ex`date_diff('day', ${then}, ${now})`;
  if (type.kind === 'timestamp') return ex`date_diff('second', ${then}, ${now})`;
  return change === 'absolute' ? ex`${now} - ${then}` : ex`(${now} - ${then}) / ${then}`;
}

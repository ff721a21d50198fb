import { z } from 'zod';
import { ex, exColumn, joinEx } from '../expression/write.ts';
import { int64 } from '../expression/types.ts';
import { isOrdered, requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { columns, newColumn } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { running } from './windowRunning.ts';
import { shifted, shiftedRow } from './windowShift.ts';
import { numberRunsExamples } from './examples/numberRuns.ts';

const params = z.strictObject({
  columns: columns().meta({
    about: 'A row in which one of these differs from the row before begins a new run.',
  }),
  as: newColumn().default('run'),
  ...windowParams,
});
type Params = z.infer<typeof params>;

const before = (index: number): string => passing(`before_${String(index)}`);
const edge = passing('edge');
const start = passing('start');

export default defineOperation({
  id: 'number-runs',
  version: 1,
  title: 'Number runs of equal values',
  category: 'windows',
  summary:
    'Numbers stretches of rows that follow one another with the same values, from 1 on in each group: a row that differs from the one before in one of the columns begins a new run. Null equals null and NaN equals NaN. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'rle',
    'rleid',
    'run length',
    'consecutive_id',
    'streak',
    'islands',
    'change points',
    'state changes',
    'blocks',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { as, group, order } = params;
    const found = requireColumns(input, params.columns, ['columns']);
    found.forEach((column, index) => {
      requireType(column, isOrdered, 'a type that can be compared', ['columns', index]);
    });
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    const same = found.map(({ name }, index) => {
      const [now, then] = [exColumn(name), exColumn(before(index))];
      return ex`(${now} = ${then} or (${now} is null and ${then} is null))`;
    });
    const begins = ex`case when ${exColumn(edge)} and ${joinEx(same, ' and ')} then null else 1 end`;
    const count = {
      source: { name: start, type: int64 },
      statistic: 'count',
      type: int64,
    } as const;
    return {
      group,
      order,
      stages: [
        {
          over: [shiftedRow(1, edge), ...found.map((one, index) => shifted(one, 1, before(index)))],
        },
        { made: [{ name: start, value: begins, path: ['columns'] }] },
        { over: [running(count, as)] },
      ],
    };
  }),
  examples: numberRunsExamples,
});

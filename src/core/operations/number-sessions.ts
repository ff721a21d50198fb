import { z } from 'zod';
import { ex, exColumn, exLit } from '../expression/write.ts';
import { int64 } from '../expression/types.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { checkWindow, groupParam } from './windowOrder.ts';
import { running } from './windowRunning.ts';
import { shifted } from './windowShift.ts';
import { numberSessionsExamples } from './examples/numberSessions.ts';

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

const params = z.strictObject({
  column: column().meta({
    title: 'Time',
    about: 'The day or timestamp by which the rows follow one another.',
  }),
  gap: z.number().positive().meta({ description: 'A longer pause begins a new session.' }),
  unit: z
    .enum(['seconds', 'minutes', 'hours', 'days'])
    .default('minutes')
    .meta({ about: 'The unit of the gap.' }),
  as: newColumn().default('session'),
  ...groupParam,
});
type Params = z.infer<typeof params>;

const before = passing('before');
const start = passing('start');
const total = passing('total');

export default defineOperation({
  id: 'number-sessions',
  version: 1,
  title: 'Number sessions',
  category: 'windows',
  summary:
    'Numbers the visits of each group from 1 on: in the order of a day or timestamp, a row that comes more than the gap after the one before begins a new session. Times count in whole seconds. Where the time is null, so is the session.',
  synonyms: [
    'sessionize',
    'session window',
    'session id',
    'visits',
    'inactivity',
    'gaps and islands',
    'clickstream',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { gap, unit, as, group } = params;
    const source = requireColumn(input, params.column, ['column']);
    requireType(
      source,
      ({ kind }) => kind === 'timestamp' || kind === 'date',
      'a day or a timestamp without zone',
      ['column'],
    );
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    const most = gap * seconds[unit];
    if (!Number.isInteger(most)) {
      throw new StepError(['gap'], 'The gap is no whole number of seconds.', 'Use a smaller unit.');
    }
    const [now, then] = [exColumn(source.name), exColumn(before)];
    const pause = ex`epoch_seconds(${now}) - epoch_seconds(${then})`;
    const begins = ex`case when ${then} is null or ${pause} > ${exLit(most)} then 1 end`;
    const count = {
      source: { name: start, type: int64 },
      statistic: 'count',
      type: int64,
    } as const;
    const session = ex`case when ${now} is not null then ${exColumn(total)} end`;
    return {
      group,
      order: [{ column: source.name, descending: false, nulls: 'last' }],
      stages: [
        { over: [shifted(source, 1, before)] },
        { made: [{ name: start, value: begins, path: ['gap'] }] },
        { over: [running(count, total)] },
        { made: [{ name: as, value: session, path: ['column'] }] },
      ],
    };
  }),
  examples: numberSessionsExamples,
});

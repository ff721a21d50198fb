import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { isNumber } from '../expression/types.ts';
import { ex, exColumn } from '../expression/write.ts';
import { aggregateType } from './aggregates.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { ascending } from './sortKeys.ts';
import { timeUnitNames, timeUnits } from './timeUnits.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { windowStatistics } from './windowGroup.ts';
import { checkWindow, groupParam } from './windowOrder.ts';
import { rolling } from './windowRolling.ts';
import { rollingByTimeExamples } from './examples/rollingByTime.ts';

const params = z.strictObject({
  time: column().meta({
    ui: 'column',
    title: 'Time',
    about: 'The date or timestamp that says when a row was.',
  }),
  column: column().meta({
    ui: 'column',
    title: 'Values',
    about: 'The numbers that the figure is of.',
  }),
  statistic: z
    .enum(windowStatistics)
    .default('mean')
    .meta({ about: 'Which figure of the window’s rows it is.' }),
  last: z
    .number()
    .positive()
    .meta({ title: 'Of the last', about: 'How far back from a row’s time the window reaches.' }),
  unit: z.enum(timeUnitNames).default('day').meta({ about: 'The unit of that length.' }),
  ends: z
    .enum(['later', 'both', 'earlier', 'none'])
    .default('later')
    .meta({
      title: 'Which end of the window belongs to it',
      about: 'Whether rows right at an end of the window belong to it.',
      labels: {
        later: 'The row’s own time',
        both: 'Both',
        earlier: 'The earlier end, not the row’s own time',
        none: 'Neither',
      },
    }),
  least: z.int().min(1).default(1).meta({
    title: 'At least so many values',
    description: 'With fewer values in the window the figure is null (never for count).',
  }),
  as: newColumn(),
  ...groupParam,
});
type Params = z.infer<typeof params>;

const key = passing('time');
const figureName = passing('figure');

export default defineOperation<Params>({
  id: 'rolling-by-time',
  version: 1,
  title: 'Rolling statistic by time',
  category: 'windows',
  summary:
    'A figure of the rows of the last seconds, hours or days up to each row, within its group: of the rows whose time lies in that window, however many they are. Rows at the same time are all in or all out. The window is (time − last, time], or with the ends that are asked for; a day counts as its midnight. A null time has no figure. Nulls are left out, NaN makes sum, mean and std NaN only while it is in the window and is the greatest value; with fewer values than asked for the figure is null. Sums of whole numbers and decimals are exact decimals of 38 digits; mean, median and std (n − 1) are float64.',
  synonyms: [
    ...['rolling time window', 'time-based rolling', 'last 7 days', 'trailing window'],
    ...['range between interval', 'moving average by time', 'rolling_mean_by', 'offset window'],
    ...['event-time window', 'recent activity'],
  ],
  params,
  ...windowed<Params>(({ params, input }) => {
    const { statistic, least, as, group } = params;
    const time = requireColumn(input, params.time, ['time']);
    requireType(time, isTime, 'a date or a timestamp', ['time']);
    const source = requireColumn(input, params.column, ['column']);
    requireType(source, isNumber, 'a number', ['column']);
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    const type = aggregateType(statistic, source);
    const frame = { key, ...boundsOf(params) };
    const own = exColumn(time.name);
    // A null time lies beyond all others, and its figure is left out below.
    const number = ex`coalesce(epoch_us(${own}), 9000000000000000000)`;
    const shown = ex`case when ${own} is not null then ${exColumn(figureName)} end`;
    return {
      group,
      order: [ascending(time.name)],
      stages: [
        { made: [{ name: key, value: number, path: ['time'] }] },
        { over: [rolling({ source, statistic, type, frame, least }, figureName)] },
        { made: [{ name: as, value: shown, path: ['time'] }] },
      ],
    };
  }),
  examples: rollingByTimeExamples,
});

/** How far below the row's own time the window begins and ends, in microseconds. */
function boundsOf({ last, unit, ends }: Params): { far: number; near: number } {
  const length = last * timeUnits[unit];
  if (!Number.isSafeInteger(length)) {
    const [message, hint] =
      length > Number.MAX_SAFE_INTEGER
        ? ['The window is longer than 285 years.', 'Use “Cumulative” for all rows before.']
        : ['The window is no whole number of microseconds.', 'Use a smaller unit.'];
    throw new StepError(['last'], message, hint);
  }
  const far = ends === 'both' || ends === 'earlier' ? length : length - 1;
  const near = ends === 'both' || ends === 'later' ? 0 : 1;
  if (far >= near) return { far, near };
  throw new StepError(
    ['last'],
    'The window is empty.',
    'Make it longer, or let an end belong to it.',
  );
}

function isTime({ kind }: Column['type']): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'timestamptz';
}

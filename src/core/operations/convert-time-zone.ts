import { z } from 'zod';
import { callNode, textNode } from '../expression/build.ts';
import convertTimezone from '../functions/convertTimezone.ts';
import { requireColumns, requireType } from './columns.ts';
import { columnNode, resultName, suffix } from './dateOperands.ts';
import { defineOperation, StepError } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { convertTimeZoneExamples } from './examples/convertTimeZone.ts';

const params = z.strictObject({
  columns: columns(),
  from: z.string().min(1).default('UTC').meta({
    title: 'From time zone',
    description: 'The zone whose clocks the times show, such as America/New_York.',
  }),
  to: z.string().min(1).default('UTC').meta({
    title: 'To time zone',
    description: 'The zone whose clocks the results show, such as Europe/Berlin.',
  }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'convert-time-zone',
  version: 1,
  title: 'Convert time zone',
  category: 'dates',
  summary:
    'Turns what the clocks of one IANA time zone show into what those of another one show at the same moment, as timestamps without zone; instants (timestamptz) are in UTC. A time that comes twice as clocks go back is the earlier one; one that is left out as clocks go forward becomes null (and is counted), as does what falls outside the years 1 to 9999. Null gives null.',
  synonyms: [
    ...['tz_convert', 'tz_localize', 'timezone', 'at time zone', 'with_tz', 'force_tz'],
    ...['utc', 'local time', 'daylight saving', 'dst'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { columns, from, to, suffix } = context.params;
    return requireColumns(context.input, columns, ['columns']).map((one, index) => {
      const path = ['columns', index];
      const { kind } = one.type;
      requireType(one, () => /^timestamp(tz)?$/.test(kind), 'a timestamp', path);
      if (kind === 'timestamptz' && from !== 'UTC') {
        throw new StepError(
          ['from'],
          `“${one.name}” holds instants, which are in UTC already.`,
          'Write UTC here.',
        );
      }
      // Each zone is looked at by itself, so that an error stands at its own param.
      at(['from'], () =>
        callNode(convertTimezone, textNode(from), textNode('UTC'), columnNode(one)),
      );
      const value = at(['to'], () =>
        callNode(convertTimezone, textNode(from), textNode(to), columnNode(one)),
      );
      return { name: resultName(context, one, suffix, ['suffix']), value, path };
    });
  }),
  examples: convertTimeZoneExamples,
});

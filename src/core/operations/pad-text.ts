import { z } from 'zod';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { writtenInPlace } from './textColumns.ts';

const params = z.strictObject({
  columns: columns(),
  width: z
    .int()
    .min(1)
    .max(100_000)
    .meta({ description: 'How many characters each text has at least, afterwards.' }),
  side: z.enum(['start', 'end', 'both']).default('start').meta({
    description: 'Where texts are filled up; both: the odd one goes to the end.',
  }),
  fill: z
    .string()
    .min(1)
    .default(' ')
    .meta({ description: 'One character, put in as often as needed.' }),
  afterSign: z
    .boolean()
    .default(false)
    .meta({
      title: 'Fill after a sign',
      description: 'A leading + or - stays in front: -7 becomes -007.',
      when: { side: ['start'] },
    }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'pad-text',
  version: 1,
  title: 'Pad text',
  category: 'text',
  summary:
    'Fills texts up with a character to a width, at the start, at the end or at both ends (the one more at the end); longer texts stay. Whole numbers become text, so that 501 can be 00501. Null stays null.',
  synonyms: ['lpad', 'rpad', 'zfill', 'zero fill', 'leading zeros', 'center', 'ljust', 'str_pad'],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if ([...params.fill].length !== 1) {
      throw new StepError(
        ['fill'],
        `“${params.fill}” is not one character.`,
        'Give one, such as 0.',
      );
    }
    if (params.afterSign && params.side !== 'start') {
      throw new StepError(
        ['afterSign'],
        'Filling after a sign is for the start only.',
        'Leave it out, or fill at the start.',
      );
    }
    return writtenInPlace(context, (text) => padded(text, params));
  }),
  examples: [
    {
      name: 'whole numbers with leading zeros',
      input: {
        columns: [
          ['zip', 'int32'],
          ['code', 'text'],
        ],
        rows: [
          [501, 'é1'],
          [-7, '-7'],
          [123456, ''],
          [null, null],
        ],
      },
      params: { columns: ['zip', 'code'], width: 5, side: 'start', fill: '0', afterSign: true },
      output: {
        columns: [
          ['zip', 'text'],
          ['code', 'text'],
        ],
        rows: [
          ['00501', '000é1'],
          ['-0007', '-0007'],
          ['123456', '00000'],
          [null, null],
        ],
      },
    },
    {
      name: 'at both ends, the one more at the end',
      input: { columns: [['a', 'text']], rows: [['ab'], ['🚀'], ['abcdef'], [null]] },
      params: { columns: ['a'], width: 5, side: 'both', fill: '*', afterSign: false },
      output: { columns: [['a', 'text']], rows: [['*ab**'], ['**🚀**'], ['abcdef'], [null]] },
    },
    {
      name: 'at the end',
      input: { columns: [['a', 'text']], rows: [['ab'], ['abc'], ['abcd'], ['']] },
      params: { columns: ['a'], width: 3, side: 'end', fill: 'ß', afterSign: false },
      output: { columns: [['a', 'text']], rows: [['abß'], ['abc'], ['abcd'], ['ßßß']] },
    },
    {
      name: 'a sign is a character like others unless asked otherwise; the limits of int64',
      input: { columns: [['n', 'int64']], rows: [[-7], ['-9223372036854775808'], [0]] },
      params: { columns: ['n'], width: 4, side: 'start', fill: '0', afterSign: false },
      output: { columns: [['n', 'text']], rows: [['00-7'], ['-9223372036854775808'], ['0000']] },
    },
    {
      name: 'an empty table',
      input: { columns: [['n', 'int8']], rows: [] },
      params: { columns: ['n'], width: 4, side: 'start', fill: ' ', afterSign: false },
      output: { columns: [['n', 'text']], rows: [] },
    },
  ],
});

function padded(text: ExpressionText, params: Params): ExpressionText {
  const [width, fill] = [exLit(params.width), exLit(params.fill)];
  if (params.side === 'both') return ex`center(${text}, ${width}, ${fill})`;
  const call = params.side === 'end' ? ex`rpad` : ex`lpad`;
  // lpad and rpad would cut a longer text.
  const shorter = ex`length(${text}) < ${width}`;
  const filled = ex`${call}(${text}, ${width}, ${fill})`;
  if (!params.afterSign) return ex`case when ${shorter} then ${filled} else ${text} end`;
  const digits = ex`lpad(substring(${text}, 2), ${exLit(params.width - 1)}, ${fill})`;
  return ex`case when ${shorter} and left(${text}, 1) in ('+', '-') then left(${text}, 1) || ${digits} when ${shorter} then ${filled} else ${text} end`;
}

import { z } from 'zod';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { writtenInPlace } from './textColumns.ts';

const shown = z.int().min(0).max(1000).default(0);
const params = z.strictObject({
  columns: columns(),
  keepStart: shown.meta({
    title: 'Characters kept at the start',
    about: 'How many characters at the start are not masked.',
  }),
  keepEnd: shown.meta({
    title: 'Characters kept at the end',
    about: 'How many characters at the end are not masked.',
  }),
  characters: z
    .enum(['all', 'digits', 'letters', 'letters-and-digits'])
    .default('all')
    .meta({ title: 'What is masked', about: 'Which characters are masked; all others stay.' }),
  mask: z
    .string()
    .min(1)
    .default('*')
    .meta({ description: 'One character, put in the place of each.' }),
  hideLength: z
    .boolean()
    .default(false)
    .meta({
      description: 'Eight mask characters in place of the masked part, however long it is.',
      when: { characters: ['all'] },
    }),
});
type Params = z.infer<typeof params>;

const patterns = {
  all: '[\\s\\S]',
  digits: '\\p{Nd}',
  letters: '[\\p{L}\\p{M}]',
  'letters-and-digits': '[\\p{L}\\p{M}\\p{Nd}]',
} as const;

export default defineOperation<Params>({
  id: 'mask-text',
  version: 1,
  title: 'Mask text',
  category: 'text',
  summary:
    'Puts a mask character in place of each character (or of digits or letters only), but for some at the start and at the end; a text that is not longer than what would be kept is masked as a whole. Whole numbers become text. Null stays null.',
  synonyms: [
    ...['redact', 'anonymize', 'pseudonymize', 'pii', 'hide', 'obfuscate', 'privacy'],
    ...['mask custom', 'credit card', 'last four'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if ([...params.mask].length !== 1) {
      throw new StepError(
        ['mask'],
        `“${params.mask}” is not one character.`,
        'Give one, such as *.',
      );
    }
    if (params.hideLength && params.characters !== 'all') {
      throw new StepError(
        ['hideLength'],
        'The length can be hidden only where all characters are masked.',
        'Leave it out, or mask all characters.',
      );
    }
    return writtenInPlace(context, (text) => masked(text, params));
  }),
  examples: [
    {
      name: 'all but the last four characters',
      input: {
        columns: [
          ['card', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          ['4111-é🚀11', 12345],
          ['1234', -1],
          ['', null],
          [null, 0],
        ],
      },
      params: {
        columns: ['card', 'n'],
        keepStart: 0,
        keepEnd: 4,
        characters: 'all',
        mask: '*',
        hideLength: false,
      },
      output: {
        columns: [
          ['card', 'text'],
          ['n', 'text'],
        ],
        rows: [
          ['*****é🚀11', '*2345'],
          ['****', '**'],
          ['', null],
          [null, '*'],
        ],
      },
    },
    {
      name: 'digits only, but for two at the start',
      input: { columns: [['a', 'text']], rows: [['+49 (30) 1٣3'], ['49'], ['x']] },
      params: {
        columns: ['a'],
        keepStart: 2,
        keepEnd: 0,
        characters: 'digits',
        mask: '$',
        hideLength: false,
      },
      output: { columns: [['a', 'text']], rows: [['+4$ ($$) $$$'], ['$$'], ['x']] },
    },
    {
      name: 'letters, combining marks with them',
      input: { columns: [['a', 'text']], rows: [['Jo e\u0301\n7'], [null]] },
      params: {
        columns: ['a'],
        keepStart: 0,
        keepEnd: 0,
        characters: 'letters',
        mask: '•',
        hideLength: false,
      },
      output: { columns: [['a', 'text']], rows: [['•• ••\n7'], [null]] },
    },
    {
      name: 'the length hidden too',
      input: { columns: [['a', 'text']], rows: [['abcdefghijkl'], ['ab'], ['a'], [''], [null]] },
      params: {
        columns: ['a'],
        keepStart: 1,
        keepEnd: 0,
        characters: 'all',
        mask: '#',
        hideLength: true,
      },
      output: {
        columns: [['a', 'text']],
        rows: [['a########'], ['a########'], ['########'], ['########'], [null]],
      },
    },
    {
      name: 'letters and digits of an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: {
        columns: ['a'],
        keepStart: 0,
        keepEnd: 1,
        characters: 'letters-and-digits',
        mask: 'x',
        hideLength: false,
      },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function masked(text: ExpressionText, params: Params): ExpressionText {
  const { keepStart, keepEnd, characters, mask, hideLength } = params;
  const hidden = (part: ExpressionText): ExpressionText =>
    hideLength
      ? exLit(mask.repeat(8))
      : ex`regexp_replace(${part}, ${exLit(patterns[characters])}, ${exLit(mask)})`;
  const whole = hideLength
    ? ex`case when ${text} is not null then ${hidden(text)} end`
    : hidden(text);
  if (keepStart + keepEnd === 0) return whole;
  const rest = keepStart > 0 ? ex`right(${text}, ${exLit(-keepStart)})` : text;
  const middle = keepEnd > 0 ? ex`left(${rest}, ${exLit(-keepEnd)})` : rest;
  const start = keepStart > 0 ? ex`left(${text}, ${exLit(keepStart)}) || ` : ex``;
  const end = keepEnd > 0 ? ex` || right(${text}, ${exLit(keepEnd)})` : ex``;
  const longer = ex`length(${text}) > ${exLit(keepStart + keepEnd)}`;
  return ex`case when ${longer} then ${start}${hidden(middle)}${end} else ${whole} end`;
}

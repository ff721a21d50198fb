import { z } from 'zod';
import { classExcept } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { blanks, textsInPlace } from './textColumns.ts';

const params = z.strictObject({
  columns: columnsOf(['text']),
  sides: z
    .enum(['both', 'start', 'end'])
    .default('both')
    .meta({ about: 'At which ends of a text something is taken away.' }),
  characters: z.string().min(1).optional().meta({
    description: 'What is taken away in place of blanks; each character for itself.',
  }),
  squeeze: z.boolean().default(false).meta({
    title: 'Inner blanks to one space',
    description: 'Each run of blanks that is left becomes one space.',
  }),
  emptyToNull: z.boolean().default(false).meta({
    title: 'Empty texts become null',
    about: 'Whether texts that are empty afterwards become null.',
  }),
});
type Params = z.infer<typeof params>;

const patterns = {
  both: `^[${blanks}]+|[${blanks}]+$`,
  start: `^[${blanks}]+`,
  end: `[${blanks}]+$`,
} as const;

export default defineOperation<Params>({
  id: 'trim-text',
  version: 1,
  title: 'Trim text',
  category: 'text',
  summary:
    'Takes blanks (spaces of all kinds, tabs, line ends, the non-breaking space) or given characters away at the ends of texts; inner blanks can be squeezed to one space. Null stays null.',
  synonyms: [
    ...['strip', 'lstrip', 'rstrip', 'ltrim', 'rtrim', 'btrim', 'str_trim', 'str_squish'],
    ...['whitespace', 'spaces', 'squeeze', 'remove white space', 'clean'],
  ],
  params,
  ...rowwise((context) => textsInPlace(context, (text) => trimmed(text, context.params))),
  examples: [
    {
      name: 'blanks of all kinds at both ends, inner ones squeezed',
      input: {
        columns: [
          ['id', 'int8'],
          ['a', 'text'],
        ],
        rows: [
          [1, '  New \t York\n'],
          [2, '\u00a0é\u3000\u2003🚀 '],
          [3, ' '],
          [4, ''],
          [5, null],
        ],
      },
      params: { columns: ['a'], sides: 'both', squeeze: true, emptyToNull: false },
      output: {
        columns: [
          ['id', 'int8'],
          ['a', 'text'],
        ],
        rows: [
          [1, 'New York'],
          [2, 'é 🚀'],
          [3, ''],
          [4, ''],
          [5, null],
        ],
      },
    },
    {
      name: 'at the start only',
      input: { columns: [['a', 'text']], rows: [[' \t x  y '], ['x'], [null]] },
      params: { columns: ['a'], sides: 'start', squeeze: false, emptyToNull: false },
      output: { columns: [['a', 'text']], rows: [['x  y '], ['x'], [null]] },
    },
    {
      name: 'at the end only, and empty texts become null',
      input: { columns: [['a', 'text']], rows: [[' x '], ['\n'], [''], [null]] },
      params: { columns: ['a'], sides: 'end', squeeze: false, emptyToNull: true },
      output: { columns: [['a', 'text']], rows: [[' x'], [null], [null], [null]] },
    },
    {
      name: 'given characters at both ends',
      input: { columns: [['a', 'text']], rows: [['[é-]-'], ['--'], [' -x'], [null]] },
      params: {
        columns: ['a'],
        sides: 'both',
        characters: '[]-',
        squeeze: false,
        emptyToNull: false,
      },
      output: { columns: [['a', 'text']], rows: [['é'], [''], [' -x'], [null]] },
    },
    {
      name: 'given characters at one end',
      input: { columns: [['a', 'text']], rows: [['007'], ['700'], ['0']] },
      params: {
        columns: ['a'],
        sides: 'start',
        characters: '0',
        squeeze: false,
        emptyToNull: false,
      },
      output: { columns: [['a', 'text']], rows: [['7'], ['700'], ['']] },
    },
    {
      name: 'an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { columns: ['a'], sides: 'both', squeeze: false, emptyToNull: false },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function trimmed(text: ExpressionText, params: Params): ExpressionText {
  const { sides, characters, squeeze, emptyToNull } = params;
  const ends =
    characters === undefined
      ? ex`regexp_replace(${text}, ${exLit(patterns[sides])}, '')`
      : sides === 'both'
        ? ex`trim(${text}, ${exLit(characters)})`
        : sides === 'start'
          ? ex`ltrim(${text}, ${exLit(characters)})`
          : ex`rtrim(${text}, ${exLit(characters)})`;
  const inner = squeeze ? ex`regexp_replace(${ends}, ${exLit(`[${blanks}]+`)}, ' ')` : ends;
  if (!emptyToNull) return inner;
  // Asked of what comes in, so that the trimmed text stands there once.
  const other = characters === undefined ? `[^${blanks}]` : classExcept(characters);
  return ex`case when regexp_matches(${text}, ${exLit(other)}) then ${inner} end`;
}

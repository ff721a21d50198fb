import { z } from 'zod';
import { classOf } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { blanks, textsInPlace } from './textColumns.ts';

const kinds = [
  'digits',
  'letters',
  'punctuation',
  'symbols',
  'blanks',
  'quotes',
  'control',
  'non-ascii',
  'accents',
  'html-tags',
] as const;
type Kind = (typeof kinds)[number];

const params = z.strictObject({
  columns: columnsOf(['text']),
  kinds: z
    .array(z.enum(kinds))
    .default([])
    .meta({ about: 'Kinds of characters that are removed, or kept.' }),
  characters: z.string().default('').meta({ description: 'Further characters, each for itself.' }),
  action: z.enum(['remove', 'keep']).default('remove').meta({
    description: 'keep: all others are removed.',
  }),
});
type Params = z.infer<typeof params>;

/** What stands in a class of a pattern; accents and tags are no characters of a kind. */
const classes: Record<Exclude<Kind, 'accents' | 'html-tags'>, string> = {
  digits: '\\p{Nd}',
  letters: '\\p{L}\\p{M}',
  punctuation: '\\p{P}',
  symbols: '\\p{S}',
  blanks,
  quotes: '"\'`´‘’‚‛“”„‟«»‹›',
  control: '\\p{Cc}',
  'non-ascii': '\u0080-\u{10ffff}',
};

export default defineOperation<Params>({
  id: 'remove-characters',
  version: 1,
  title: 'Remove characters',
  category: 'text',
  summary:
    'Takes characters of some kinds out of texts, or keeps only these: digits, letters, punctuation, symbols, blanks, quotes, control characters (line ends and tabs too), all outside ASCII, or given ones. Accents go from their letters (é becomes e; ø stays), HTML tags go with what is inside the angle brackets. Null stays null.',
  synonyms: [
    ...['clean', 'strip', 'remove special characters', 'remove digits', 'remove punctuation'],
    ...['remove accents', 'unaccent', 'diacritics', 'html', 'keep only digits', 'str_remove_all'],
    ...['remove combined', 'ascii'],
  ],
  params,
  ...rowwise((context) => {
    check(context.params);
    return textsInPlace(context, (text) => cleaned(text, context.params));
  }),
  examples: [
    {
      name: 'digits, punctuation and symbols of two columns',
      input: {
        columns: [
          ['a', 'text'],
          ['b', 'text'],
        ],
        rows: [
          ['a1-b٣é!', '€5'],
          ['', null],
          ['1,2', 'x_y = 🚀'],
        ],
      },
      params: {
        columns: ['a', 'b'],
        kinds: ['digits', 'punctuation', 'symbols'],
        characters: '',
        action: 'remove',
      },
      output: {
        columns: [
          ['a', 'text'],
          ['b', 'text'],
        ],
        rows: [
          ['abé', ''],
          ['', null],
          ['', 'xy  '],
        ],
      },
    },
    {
      name: 'only digits and given characters are kept',
      input: { columns: [['a', 'text']], rows: [['+49 (30) 12-3]'], ['x'], [null]] },
      params: { columns: ['a'], kinds: ['digits'], characters: '+]-^', action: 'keep' },
      output: { columns: [['a', 'text']], rows: [['+493012-3]'], [''], [null]] },
    },
    {
      name: 'accents and HTML tags',
      input: {
        columns: [['a', 'text']],
        rows: [['<p class="x">Crème <br/>brûlée</p> 1 < 2 > 1 ø'], ['e\u0301'], [null]],
      },
      params: { columns: ['a'], kinds: ['accents', 'html-tags'], characters: '', action: 'remove' },
      output: { columns: [['a', 'text']], rows: [['Creme brulee 1 < 2 > 1 ø'], ['e'], [null]] },
    },
    {
      name: 'control characters and quotes',
      input: { columns: [['a', 'text']], rows: [['“a”\t\'b\'\n\u0085"c"']] },
      params: { columns: ['a'], kinds: ['control', 'quotes'], characters: '', action: 'remove' },
      output: { columns: [['a', 'text']], rows: [['abc']] },
    },
    {
      name: 'all outside ASCII',
      input: { columns: [['a', 'text']], rows: [['aé🚀b\u{10ffff}~']] },
      params: { columns: ['a'], kinds: ['non-ascii'], characters: '', action: 'remove' },
      output: { columns: [['a', 'text']], rows: [['ab~']] },
    },
    {
      name: 'only letters and blanks are kept in an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { columns: ['a'], kinds: ['letters', 'blanks'], characters: '', action: 'keep' },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function check({ kinds, characters, action }: Params): void {
  if (kinds.length === 0 && characters === '') {
    throw new StepError(
      ['kinds'],
      'There are no characters to remove.',
      'Choose kinds, or write some.',
    );
  }
  const whole = kinds.findIndex((kind) => kind === 'accents' || kind === 'html-tags');
  if (action === 'keep' && whole >= 0) {
    throw new StepError(
      ['kinds', whole],
      'Accents and HTML tags can only be removed.',
      'Leave them out, and remove them in another step.',
    );
  }
}

function cleaned(text: ExpressionText, { kinds, characters, action }: Params): ExpressionText {
  const plain = kinds.includes('accents') ? ex`strip_accents(${text})` : text;
  const tags = exLit('</?[A-Za-z!][^>]*>');
  const inner = kinds.includes('html-tags') ? ex`regexp_replace(${plain}, ${tags}, '')` : plain;
  const pieces = kinds.map((kind) =>
    kind === 'accents' || kind === 'html-tags' ? '' : classes[kind],
  );
  const all = `${pieces.join('')}${classOf(characters).slice(1, -1)}`;
  if (all === '') return inner;
  return ex`regexp_replace(${inner}, ${exLit(action === 'keep' ? `[^${all}]` : `[${all}]`)}, '')`;
}

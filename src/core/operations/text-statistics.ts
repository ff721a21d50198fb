import { z } from 'zod';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { exColumn } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { column } from './params.ts';
import { rowwise } from './rowwise.ts';
import { blanks } from './textColumns.ts';

const counts = [
  'length',
  'words',
  'lines',
  'letters',
  'upper',
  'lower',
  'digits',
  'blanks',
  'special',
] as const;
const shares = [
  'letter_share',
  'upper_share',
  'lower_share',
  'digit_share',
  'blank_share',
  'special_share',
] as const;
type Measure = (typeof counts)[number] | (typeof shares)[number];

const params = z.strictObject({
  column: column().meta({ about: 'The texts that are measured.' }),
  measures: z
    .array(z.enum([...counts, ...shares]))
    .min(1)
    .meta({ about: 'Each measure becomes a column.' }),
  prefix: z
    .string()
    .optional()
    .meta({ description: 'What the new names begin with; the column’s name unless given.' }),
});
type Params = z.infer<typeof params>;

/** What is counted, as a pattern. */
const patterns: Record<Exclude<(typeof counts)[number], 'length' | 'lines'>, string> = {
  words: `[^${blanks}]+`,
  letters: '\\p{L}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  digits: '\\p{Nd}',
  blanks: `[${blanks}]`,
  special: `[^\\p{L}\\p{M}\\p{N}${blanks}]`,
};

export default defineOperation<Params>({
  id: 'text-statistics',
  version: 1,
  title: 'Text statistics',
  category: 'text',
  summary:
    'Adds measures of a text as columns named <prefix>_<measure>: its length in characters (code points), words (runs without blanks), lines, letters, capitals, small letters, digits, blanks, special characters (all others), and their shares of the length (null for the empty text). Null stays null.',
  synonyms: [
    ...['length', 'len', 'nchar', 'word count', 'character count', 'featurize text'],
    ...['character statistics', 'ratio', 'count words', 'str_length'],
  ],
  params,
  ...rowwise(({ params, input }) => {
    const source = requireColumn(input, params.column, ['column']);
    requireType(source, ({ kind }) => kind === 'text', 'text', ['column']);
    return params.measures.map((measure, index) => {
      const path = ['measures', index];
      const name = `${params.prefix ?? params.column}_${measure}`;
      requireNewName(input, name, path);
      return { name, value: measured(exColumn(source.name), measure), path };
    });
  }),
  examples: [
    {
      name: 'counts',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int8'],
        ],
        rows: [
          ['Été 2024:\u00a0🚀 go!\n', 1],
          ['', 2],
          [' ', 3],
          [null, 4],
        ],
      },
      params: { column: 'a', measures: [...counts] },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'int8'],
          ['a_length', 'int64'],
          ['a_words', 'int64'],
          ['a_lines', 'int64'],
          ['a_letters', 'int64'],
          ['a_upper', 'int64'],
          ['a_lower', 'int64'],
          ['a_digits', 'int64'],
          ['a_blanks', 'int64'],
          ['a_special', 'int64'],
        ],
        rows: [
          ['Été 2024:\u00a0🚀 go!\n', 1, 16, 4, 2, 5, 1, 4, 4, 4, 3],
          ['', 2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
          [' ', 3, 1, 0, 1, 0, 0, 0, 0, 1, 0],
          [null, 4, null, null, null, null, null, null, null, null, null],
        ],
      },
    },
    {
      name: 'shares, under another prefix',
      input: { columns: [['a', 'text']], rows: [['Ab1 '], [''], [null]] },
      params: { column: 'a', measures: [...shares], prefix: 'x' },
      output: {
        columns: [
          ['a', 'text'],
          ['x_letter_share', 'float64'],
          ['x_upper_share', 'float64'],
          ['x_lower_share', 'float64'],
          ['x_digit_share', 'float64'],
          ['x_blank_share', 'float64'],
          ['x_special_share', 'float64'],
        ],
        rows: [
          ['Ab1 ', 0.5, 0.25, 0.25, 0.25, 0.25, 0],
          ['', null, null, null, null, null, null],
          [null, null, null, null, null, null, null],
        ],
      },
    },
    {
      name: 'an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { column: 'a', measures: ['length'] },
      output: {
        columns: [
          ['a', 'text'],
          ['a_length', 'int64'],
        ],
        rows: [],
      },
    },
  ],
});

const counted = {
  letter_share: 'letters',
  upper_share: 'upper',
  lower_share: 'lower',
  digit_share: 'digits',
  blank_share: 'blanks',
  special_share: 'special',
} as const;

function measured(text: ExpressionText, measure: Measure): ExpressionText {
  switch (measure) {
    case 'length':
      return ex`length(${text})`;
    case 'lines':
      return ex`case when ${text} = '' then 0 else regexp_count(${text}, ${exLit('\\n')}) + 1 end`;
    case 'letter_share':
    case 'upper_share':
    case 'lower_share':
    case 'digit_share':
    case 'blank_share':
    case 'special_share':
      // The empty text has no share; it is not a division that failed.
      return ex`${measured(text, counted[measure])} / nullif(length(${text}), 0)`;
    default:
      return ex`regexp_count(${text}, ${exLit(patterns[measure])})`;
  }
}

import { z } from 'zod';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { textsInPlace } from './textColumns.ts';

const params = z.strictObject({
  columns: columnsOf(['text']),
  compose: z.boolean().default(true).meta({
    title: 'Compose (NFC)',
    description: 'A letter and its combining accent become one character.',
  }),
  width: z.boolean().default(false).meta({
    title: 'Full width to ASCII',
    description: 'Characters such as Ａ１ become A1.',
  }),
  quotes: z.boolean().default(false).meta({
    title: 'Straight quotes',
    description: '“ ” ’ « » and the like become straight ones.',
  }),
  dashes: z
    .boolean()
    .default(false)
    .meta({ title: 'Dashes to hyphens', description: '– — − and the like become -.' }),
  blanks: z.boolean().default(false).meta({
    title: 'Special spaces to spaces',
    description: 'The non-breaking, thin, ideographic … space becomes a plain one.',
  }),
  invisible: z.boolean().default(false).meta({
    title: 'Remove invisible characters',
    description: 'Zero-width spaces and joiners, soft hyphens, byte order marks.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'normalize-unicode',
  version: 1,
  title: 'Normalize Unicode',
  category: 'text',
  summary:
    'Writes texts that look the same in the same characters: composes accents (Unicode’s form NFC), and as asked brings full-width characters, curly quotes, dashes and special spaces to their ASCII ones and removes invisible characters. Null stays null.',
  synonyms: [
    ...['nfc', 'unicode', 'normalize', 'unicodedata', 'stri_trans_nfc', 'smart quotes'],
    ...['full width', 'zero width', 'nbsp', 'encoding', 'homoglyph'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    const { compose, width, quotes, dashes, blanks, invisible } = params;
    if (![compose, width, quotes, dashes, blanks, invisible].includes(true)) {
      throw new StepError(['compose'], 'Nothing is chosen.', 'Choose what is to be normalized.');
    }
    return textsInPlace(context, (text) => normalized(text, params));
  }),
  examples: [
    {
      name: 'accents composed',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          ['e\u0301', 1],
          ['\u1112\u1161\u11ab', 2],
          ['\u212b ﬁ “Ａ”', 3],
          ['', 4],
          [null, 5],
        ],
      },
      params: {
        columns: ['a'],
        compose: true,
        width: false,
        quotes: false,
        dashes: false,
        blanks: false,
        invisible: false,
      },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          ['\u00e9', 1],
          ['\ud55c', 2],
          ['\u00c5 ﬁ “Ａ”', 3],
          ['', 4],
          [null, 5],
        ],
      },
    },
    {
      name: 'all to ASCII that has a counterpart there',
      input: {
        columns: [['a', 'text']],
        rows: [['“Ａ～１”\u00a0– it’s «é»\u3000\u2212\u20145'], ['a\u200bb\u00ad\ufeff'], [null]],
      },
      params: {
        columns: ['a'],
        compose: true,
        width: true,
        quotes: true,
        dashes: true,
        blanks: true,
        invisible: true,
      },
      output: { columns: [['a', 'text']], rows: [['"A~1" - it\'s "é" --5'], ['ab'], [null]] },
    },
    {
      name: 'quotes only, in an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: {
        columns: ['a'],
        compose: false,
        width: false,
        quotes: true,
        dashes: false,
        blanks: false,
        invisible: false,
      },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

/** U+FF01 to U+FF5E stand in the order of ASCII's ! to ~. */
const wide = Array.from({ length: 94 }, (_, i) => 0x21 + i);
const double = '“”„‟«»″';
const single = '‘’‚‛‹›′';
const hyphens = '‐‑‒–—―−';

function normalized(text: ExpressionText, params: Params): ExpressionText {
  const from: string[] = [];
  const to: string[] = [];
  const map = (characters: string, by: string): void => {
    from.push(characters);
    to.push(by.length === 1 ? by.repeat([...characters].length) : by);
  };
  if (params.width) {
    map(String.fromCodePoint(...wide.map((code) => code + 0xfee0)), String.fromCodePoint(...wide));
  }
  if (params.quotes) {
    map(double, '"');
    map(single, "'");
  }
  if (params.dashes) map(hyphens, '-');
  const composed = params.compose ? ex`nfc_normalize(${text})` : text;
  const mapped =
    from.length === 0
      ? composed
      : ex`translate(${composed}, ${exLit(from.join(''))}, ${exLit(to.join(''))})`;
  const spaced = params.blanks ? ex`regexp_replace(${mapped}, ${exLit('\\p{Z}')}, ' ')` : mapped;
  if (!params.invisible) return spaced;
  return ex`regexp_replace(${spaced}, ${exLit('[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]')}, '')`;
}

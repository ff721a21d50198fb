import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { textsInPlace } from './textColumns.ts';

const place = z.int().min(1).max(1_000_000).optional();
const delimiter = (about: string): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .min(1)
    .optional()
    .meta({ about, when: { between: ['delimiters'] } });

const params = z.strictObject({
  columns: columnsOf(['text']),
  between: z
    .enum(['delimiters', 'positions'])
    .meta({ about: 'What bounds the part that is replaced.' }),
  start: delimiter('The text before what is replaced.'),
  end: delimiter('The text after what is replaced.'),
  delimitersToo: z
    .boolean()
    .default(false)
    .meta({
      title: 'The delimiters too',
      about: 'Whether the delimiters are replaced, too.',
      when: { between: ['delimiters'] },
    }),
  from: place.meta({
    description: 'Place of the first character replaced, counted from 1.',
    when: { between: ['positions'] },
  }),
  to: place.meta({
    description: 'Place of the last one replaced.',
    when: { between: ['positions'] },
  }),
  replacement: z.string().default('').meta({ about: 'What takes its place; empty: nothing.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'replace-between',
  version: 1,
  title: 'Replace between',
  category: 'text',
  summary:
    'Replaces what stands between two delimiters, each time it does, or the characters from one position to another; a text that ends before the first position stays as it is. Null stays null.',
  synonyms: [
    ...[
      'replace between delimiters',
      'replace between positions',
      'stuff',
      'overlay',
      'slice_replace',
    ],
    ...['remove between', 'str_sub', 'brackets'],
  ],
  params,
  ...rowwise((context) =>
    textsInPlace(context, (text) =>
      context.params.between === 'delimiters'
        ? betweenDelimiters(text, context.params)
        : betweenPositions(text, context.params),
    ),
  ),
  examples: [
    {
      name: 'between delimiters, which stay',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          ['x (é\n🚀) (2)', 1],
          ['()', 2],
          ['(x', 3],
          ['', 4],
          [null, 5],
        ],
      },
      params: {
        columns: ['a'],
        between: 'delimiters',
        start: '(',
        end: ')',
        delimitersToo: false,
        replacement: '\\1$1',
      },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'int64'],
        ],
        rows: [
          ['x (\\1$1) (\\1$1)', 1],
          ['(\\1$1)', 2],
          ['(x', 3],
          ['', 4],
          [null, 5],
        ],
      },
    },
    {
      name: 'between delimiters, and these too',
      input: { columns: [['a', 'text']], rows: [['a<!-- b -->c<!---->d'], ['<!--'], [null]] },
      params: {
        columns: ['a'],
        between: 'delimiters',
        start: '<!--',
        end: '-->',
        delimitersToo: true,
        replacement: '',
      },
      output: { columns: [['a', 'text']], rows: [['acd'], ['<!--'], [null]] },
    },
    {
      name: 'between positions',
      input: { columns: [['a', 'text']], rows: [['a🚀éd'], ['ab'], ['a'], [''], [null]] },
      params: {
        columns: ['a'],
        between: 'positions',
        from: 2,
        to: 3,
        delimitersToo: false,
        replacement: '**',
      },
      output: { columns: [['a', 'text']], rows: [['a**d'], ['a**'], ['a'], [''], [null]] },
    },
    {
      name: 'an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: {
        columns: ['a'],
        between: 'positions',
        from: 1,
        to: 1,
        delimitersToo: false,
        replacement: '',
      },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function betweenDelimiters(text: ExpressionText, params: Params): ExpressionText {
  const { delimitersToo, replacement } = params;
  const [start, end] = [given(params, 'start', params.start), given(params, 'end', params.end)].map(
    patternOfText,
  );
  if (delimitersToo) {
    const whole = exLit(`${start ?? ''}[\\s\\S]*?${end ?? ''}`);
    return ex`regexp_replace(${text}, ${whole}, ${exLit(replacement)})`;
  }
  const inner = exLit(`(${start ?? ''})[\\s\\S]*?(${end ?? ''})`);
  const by = exLit(`\\1${replacement.replaceAll('\\', '\\\\')}\\2`);
  return ex`regexp_replace(${text}, ${inner}, ${by}, 'r')`;
}

function betweenPositions(text: ExpressionText, params: Params): ExpressionText {
  const [from, to] = [given(params, 'from', params.from), given(params, 'to', params.to)];
  if (to < from) {
    throw new StepError(['to'], 'The end lies before the start.', 'Give a greater number.');
  }
  const before = from > 1 ? ex`left(${text}, ${exLit(from - 1)}) || ` : ex``;
  const after = ex`substring(${text}, ${exLit(to + 1)})`;
  const by = exLit(params.replacement);
  return ex`case when length(${text}) >= ${exLit(from)} then ${before}${by} || ${after} else ${text} end`;
}

function given<T>(params: Params, key: keyof Params, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new StepError(
    [key],
    `“${key}” is not given.`,
    `Replacing between ${params.between} needs it.`,
  );
}

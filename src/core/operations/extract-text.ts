import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { fromText } from './textColumns.ts';
import { extractTextExamples } from './examples/extractText.ts';

const place = z.int().min(1).max(1_000_000);
const params = z.strictObject({
  column: column(),
  as: newColumn().meta({
    about: 'Name of the new column; with the column’s own name the result takes its place.',
  }),
  by: z.enum(['regex', 'delimiters', 'positions', 'first', 'last']).meta({
    description: 'first, last: so many characters at the start or at the end.',
  }),
  pattern: z
    .string()
    .min(1)
    .optional()
    .meta({
      when: { by: ['regex'] },
      description: 'A regular expression; what it finds first is taken.',
    }),
  group: z
    .int()
    .min(0)
    .max(9)
    .optional()
    .meta({
      description: 'The group of the expression that is taken; left out or 0: the whole match.',
      when: { by: ['regex'] },
    }),
  ignoreCase: z
    .boolean()
    .optional()
    .meta({
      when: { by: ['regex'] },
      about: 'Whether small and capital letters count as the same.',
    }),
  start: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Text before it; without one: from the beginning.',
      when: { by: ['delimiters'] },
    }),
  end: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Text after it; without one: up to the end.',
      when: { by: ['delimiters'] },
    }),
  from: place.optional().meta({
    description: 'Place of the first character that is taken, counted from 1.',
    when: { by: ['positions'] },
  }),
  to: place.optional().meta({
    description: 'Place of the last one taken; without one: up to the end.',
    when: { by: ['positions'] },
  }),
  count: place
    .optional()
    .meta({ when: { by: ['first', 'last'] }, about: 'How many characters are taken.' }),
  missing: z
    .enum(['null', 'empty'])
    .optional()
    .meta({
      title: 'Where nothing is found',
      about: 'What it gives where nothing is found: null, or the empty text.',
      when: { by: ['regex', 'delimiters'] },
    }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'extract-text',
  version: 1,
  title: 'Extract text',
  category: 'text',
  summary:
    'Takes a part of a text into a column: what a regular expression (or its group) finds first, what stands between two delimiters, or characters by their positions. Where nothing is found it is null unless asked otherwise; beyond the end of a text it is empty. Null stays null.',
  synonyms: [
    ...['substring', 'substr', 'slice', 'mid', 'left', 'right', 'regexp_extract', 'str_extract'],
    ...['extract between', 'extract pattern', 'regex', 'capture group', 'first characters'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    const path = params.by === 'regex' ? ['pattern'] : ['by'];
    return fromText(context, (text) => extracted(text, params), path);
  }),
  examples: extractTextExamples,
});

function extracted(text: ExpressionText, params: Params): ExpressionText {
  switch (params.by) {
    case 'regex':
      return found(
        text,
        given(params, 'pattern', params.pattern),
        params.group ?? 0,
        params.ignoreCase ?? false,
        params.missing,
      );
    case 'delimiters': {
      const { start, end } = params;
      if (start === undefined && end === undefined) {
        throw new StepError(['start'], 'There is no delimiter.', 'Give a start, an end or both.');
      }
      const before = start === undefined ? '^' : patternOfText(start);
      const inner = end === undefined ? '([\\s\\S]*)$' : `([\\s\\S]*?)${patternOfText(end)}`;
      return found(text, before + inner, 1, false, params.missing);
    }
    case 'positions': {
      const from = given(params, 'from', params.from);
      if (params.to === undefined) return ex`substring(${text}, ${exLit(from)})`;
      if (params.to < from) {
        throw new StepError(['to'], 'The end lies before the start.', 'Give a greater number.');
      }
      return ex`substring(${text}, ${exLit(from)}, ${exLit(params.to - from + 1)})`;
    }
    case 'first':
      return ex`left(${text}, ${exLit(given(params, 'count', params.count))})`;
    case 'last':
      return ex`right(${text}, ${exLit(given(params, 'count', params.count))})`;
  }
}

function found(
  text: ExpressionText,
  pattern: string,
  group: number,
  ignoreCase: boolean,
  missing: 'null' | 'empty' = 'null',
): ExpressionText {
  const [what, options] = [exLit(pattern), ignoreCase ? ex`, 'i'` : ex``];
  const part = ex`regexp_extract(${text}, ${what}, ${exLit(group)}${options})`;
  if (missing === 'empty') return part;
  return ex`case when regexp_matches(${text}, ${what}${options}) then ${part} end`;
}

function given<T>(params: Params, key: keyof Params, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new StepError([key], `“${key}” is not given.`, `Extracting by ${params.by} needs it.`);
}

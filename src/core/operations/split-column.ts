import { z } from 'zod';
import { ex, exColumn, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { splitColumnExamples } from './examples/splitColumn.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';

const between = ['delimiter', 'regex'];

const params = z.strictObject({
  column: column().meta({ about: 'The texts that are cut.' }),
  by: z
    .enum(['delimiter', 'regex', 'positions', 'width'])
    .default('delimiter')
    .meta({
      about: 'What says where a text is cut.',
      labels: { regex: 'regular expression', positions: 'positions', width: 'fixed width' },
    }),
  delimiter: z
    .string()
    .min(1)
    .optional()
    .meta({
      suggest: 'delimiter',
      about: 'The text that stands between the parts.',
      when: { by: ['delimiter'] },
    }),
  pattern: z
    .string()
    .min(1)
    .optional()
    .meta({
      when: { by: ['regex'] },
      description: 'A regular expression that matches what stands between the parts.',
    }),
  positions: z
    .array(z.int().min(1))
    .min(1)
    .optional()
    .meta({ when: { by: ['positions'] }, description: 'Cuts after so many characters.' }),
  width: z
    .int()
    .min(1)
    .optional()
    .meta({ when: { by: ['width'] }, description: 'Characters of each part.' }),
  into: z
    .array(newColumn())
    .min(1)
    .meta({ title: 'Names of the parts', description: 'As many parts as names.' }),
  from: z
    .enum(['start', 'end'])
    .optional()
    .meta({
      when: { by: ['delimiter'] },
      description: 'From the end the last name takes the last part.',
    }),
  rest: z
    .enum(['keep', 'drop'])
    .default('keep')
    .meta({
      title: 'What is left over',
      about: 'Whether text beyond the parts stays in the outermost one, or is dropped.',
      labels: { keep: 'Stays in the outermost part', drop: 'Is dropped' },
    }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the column', about: 'Whether the column stays beside its parts.' }),
});

/** Params of the operation `split-column`. */
export type SplitColumnParams = z.infer<typeof params>;

export default defineOperation<SplitColumnParams>({
  id: 'split-column',
  version: 1,
  title: 'Split column',
  category: 'columns',
  summary:
    'Cuts a text into columns: at a delimiter or a regular expression, after given characters (code points), or every so many. There are as many parts as names; what is left over stays in the last one (counted from the end: in the first) or is dropped, and a part that is not there is null. The column goes unless kept.',
  synonyms: [
    ...['separate', 'text to columns', 'str.split', 'split_part', 'delimiter', 'extract parts'],
    ...['separate_wider_delim', 'tokenize', 'parse'],
  ],
  params,
  ...rowwise(
    ({ params, input }) => {
      const source = requireColumn(input, params.column, ['column']);
      requireType(source, ({ kind }) => kind === 'text', 'text', ['column']);
      checkParams(params);
      return params.into.map((name, index) => {
        requireNewName(
          input.filter((other) => params.keep || other !== source),
          name,
          ['into', index],
        );
        return {
          name,
          value: partOf(params, index),
          path: [params.by === 'regex' ? 'pattern' : params.by],
          namePath: ['into', index],
        };
      });
    },
    ({ params }) => (params.keep ? [] : [params.column]),
  ),
  examples: splitColumnExamples,
});

function checkParams(params: SplitColumnParams): void {
  const { by, from, rest, into } = params;
  const key = by === 'regex' ? 'pattern' : by;
  if (params[key] === undefined) {
    throw new StepError([key], `“${key}” is missing.`, 'Say where the text is cut.');
  }
  if (from === 'end' && by !== 'delimiter') {
    throw new StepError(
      ['from'],
      'Only the parts between delimiters are counted from the end.',
      'Count from the start, or split by a delimiter.',
    );
  }
  if (rest === 'keep' && into.length === 1) {
    throw new StepError(
      ['rest'],
      'With one part the whole text would stay in it.',
      'Drop what is left over, or name more parts.',
    );
  }
  if (by !== 'positions') return;
  const { positions = [] } = params;
  positions.forEach((position, index) => {
    if (position > (positions[index - 1] ?? 0)) return;
    throw new StepError(['positions', index], 'The positions do not grow.', 'Put them in order.');
  });
  if (into.length > positions.length + 1) {
    throw new StepError(
      ['into'],
      `${String(positions.length)} cuts give ${String(positions.length + 1)} parts, not ${String(into.length)}.`,
      'Take names away, or add positions.',
    );
  }
}

/** The part that stands under the name at `index`, from 0. */
function partOf(params: SplitColumnParams, index: number): ExpressionText {
  const { by, from, rest, into, width = 1 } = params;
  const text = exColumn(params.column);
  if (between.includes(by)) {
    const place = exLit(from === 'end' ? into.length - index : index + 1);
    const most = rest === 'keep' ? ex`, ${exLit(into.length)}` : ex``;
    if (by === 'regex') {
      return ex`regexp_split_nth(${text}, ${exLit(params.pattern ?? '')}, ${place}${most})`;
    }
    const delimiter = exLit(params.delimiter ?? '');
    return from === 'end'
      ? ex`rsplit_nth(${text}, ${delimiter}, ${place}${most})`
      : ex`split_nth(${text}, ${delimiter}, ${place}${most})`;
  }
  const cuts =
    params.by === 'positions' ? (params.positions ?? []) : into.map((_, n) => width * (n + 1));
  const start = index === 0 ? 0 : (cuts[index - 1] ?? 0);
  const isOpen = rest === 'keep' && index === into.length - 1;
  const end = isOpen ? undefined : cuts[index];
  const length = end === undefined ? ex`` : ex`, ${exLit(end - start)}`;
  const part = ex`substring(${text}, ${exLit(start + 1)}${length})`;
  return start === 0 ? part : ex`case when length(${text}) > ${exLit(start)} then ${part} end`;
}

import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { textsInPlace } from './textColumns.ts';
import { replaceTextExamples } from './examples/replaceText.ts';

const params = z.strictObject({
  columns: columnsOf(['text']),
  find: z.string().meta({ about: 'The text, or the regular expression, that is replaced.' }),
  replacement: z.string().default('').meta({
    description: 'For a regular expression \\1 to \\9 are its groups and \\\\ is a backslash.',
  }),
  match: z.enum(['text', 'word', 'cell', 'regex']).default('text').meta({
    description: 'text: anywhere; word: a whole word; cell: the whole text; regex: an expression.',
  }),
  ignoreCase: z
    .boolean()
    .default(false)
    .meta({ about: 'Whether small and capital letters count as the same.' }),
  firstOnly: z
    .boolean()
    .default(false)
    .meta({
      title: 'Only the first find of a text',
      about: 'Whether only the first find in each text is replaced.',
      when: { match: ['text', 'regex'] },
    }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'replace-text',
  version: 1,
  title: 'Find and replace',
  category: 'text',
  summary:
    'Replaces a text, a whole word, a whole cell or what a regular expression matches, in texts. A whole word has no letter, mark, digit or _ going on at its ends. Ignoring case, a letter also matches its capital and its small letter. Null stays null.',
  synonyms: [
    ...['replace', 'substitute', 'sub', 'gsub', 'regexp_replace', 'str_replace', 'find'],
    ...['translate values', 'regex', 'search and replace', 'remove text'],
  ],
  params,
  ...rowwise((context) => {
    check(context.params);
    return textsInPlace(context, (text) => replaced(text, context.params)).map((made) => ({
      ...made,
      path: ['find'],
    }));
  }),
  examples: replaceTextExamples,
});

function check({ find, match, firstOnly }: Params): void {
  if (find === '' && match !== 'cell') {
    throw new StepError(
      ['find'],
      'There is no text to find.',
      'Write one, or take “cell” for empty cells.',
    );
  }
  if (firstOnly && (match === 'word' || match === 'cell')) {
    throw new StepError(
      ['firstOnly'],
      `Only the first find is not to be had for a whole ${match}.`,
      'Leave it out, or write a regular expression.',
    );
  }
}

function replaced(text: ExpressionText, params: Params): ExpressionText {
  const { find, match, ignoreCase, firstOnly } = params;
  const by = exLit(params.replacement);
  const options = `${ignoreCase ? 'i' : ''}${firstOnly ? '1' : ''}`;
  if (match === 'regex') {
    return ex`regexp_replace(${text}, ${exLit(find)}, ${by}, ${exLit(`r${options}`)})`;
  }
  if (match === 'word') {
    return ignoreCase
      ? ex`replace_words(${text}, ${exLit(find)}, ${by}, 'i')`
      : ex`replace_words(${text}, ${exLit(find)}, ${by})`;
  }
  if (match === 'cell') {
    const whole = exLit(`^${patternOfText(find)}$`);
    const when = ignoreCase
      ? ex`regexp_matches(${text}, ${whole}, 'i')`
      : ex`${text} = ${exLit(find)}`;
    return ex`case when ${when} then ${by} else ${text} end`;
  }
  return options === ''
    ? ex`replace(${text}, ${exLit(find)}, ${by})`
    : ex`regexp_replace(${text}, ${exLit(patternOfText(find))}, ${by}, ${exLit(options)})`;
}

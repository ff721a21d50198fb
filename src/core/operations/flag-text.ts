import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { fromText } from './textColumns.ts';
import { textTest, textTests } from './textTests.ts';
import { flagTextExamples } from './examples/flagText.ts';

const comparisons = ['contains', 'starts-with', 'ends-with', 'equals', 'regex'] as const;

const params = z.strictObject({
  column: column(),
  as: newColumn().meta({
    about: 'Name of the new column; with the column’s own name the result takes its place.',
  }),
  is: z
    .enum([...comparisons, ...textTests])
    .meta({ title: 'Test', about: 'What each text is tested for.' }),
  value: z
    .string()
    .optional()
    .meta({
      when: { is: [...comparisons] },
      description: 'What is looked for; for regex a regular expression.',
    }),
  ignoreCase: z
    .boolean()
    .default(false)
    .meta({
      when: { is: [...comparisons] },
      about: 'Whether small and capital letters count as the same.',
    }),
  negate: z
    .boolean()
    .default(false)
    .meta({ title: 'True where it does not hold', about: 'Whether the answer is turned round.' }),
  nulls: z
    .enum(['null', 'false', 'true'])
    .default('null')
    .meta({ title: 'For null', about: 'What a missing text gives.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'flag-text',
  version: 1,
  title: 'Flag text',
  category: 'text',
  summary:
    'Adds a true/false column: whether a text contains, begins or ends with, equals or matches something, or is an e-mail address, a web address, a number, an ISO date, an IPv4 address, a UUID, digits only, letters only, in capitals, in small letters, or blank. Null stays null unless asked otherwise.',
  synonyms: [
    ...['contains', 'startswith', 'endswith', 'like', 'str_detect', 'matches', 'regex', 'grepl'],
    ...['validate', 'is email', 'is url', 'isdigit', 'isalpha', 'isnumeric', 'isupper', 'islower'],
    ...['flag', 'pattern', 'check', 'test', 'boolean'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    return fromText(
      context,
      (text) => {
        const test = tested(text, params);
        const flag = params.negate ? ex`not (${test})` : test;
        return params.nulls === 'null'
          ? flag
          : ex`coalesce(${flag}, ${exLit(params.nulls === 'true')})`;
      },
      params.is === 'regex' ? ['value'] : ['is'],
    );
  }),
  examples: flagTextExamples,
});

function tested(text: ExpressionText, params: Params): ExpressionText {
  const { is, value: given, ignoreCase } = params;
  switch (is) {
    case 'contains':
    case 'starts-with':
    case 'ends-with':
    case 'equals':
    case 'regex':
      break;
    default:
      if (given !== undefined) {
        throw new StepError(['value'], `The test “${is}” takes no value.`, 'Leave it out.');
      }
      return textTest(is, text);
  }
  const value = given ?? '';
  if (value === '' && is !== 'equals') {
    throw new StepError(['value'], 'There is no text to look for.', 'Write one.');
  }
  if (is === 'regex' || ignoreCase) {
    const pattern = patterns[is](value);
    return ignoreCase
      ? ex`regexp_matches(${text}, ${exLit(pattern)}, 'i')`
      : ex`regexp_matches(${text}, ${exLit(pattern)})`;
  }
  const wanted = exLit(value);
  switch (is) {
    case 'contains':
      return ex`contains(${text}, ${wanted})`;
    case 'starts-with':
      return ex`starts_with(${text}, ${wanted})`;
    case 'ends-with':
      return ex`ends_with(${text}, ${wanted})`;
    case 'equals':
      return ex`${text} = ${wanted}`;
  }
}

const patterns: Record<(typeof comparisons)[number], (value: string) => string> = {
  contains: patternOfText,
  'starts-with': (value) => `^${patternOfText(value)}`,
  'ends-with': (value) => `${patternOfText(value)}$`,
  equals: (value) => `^${patternOfText(value)}$`,
  regex: (value) => value,
};

import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { fromText } from './textColumns.ts';

const params = z.strictObject({
  column: column(),
  as: newColumn().meta({
    about: 'Name of the new column; with the column’s own name the result takes its place.',
  }),
  find: z
    .string()
    .min(1)
    .meta({ about: 'The text, or the regular expression, that is looked for.' }),
  give: z.enum(['position', 'count']).default('position').meta({
    description: 'position: where it first begins, 0 if nowhere. count: how often it is found.',
  }),
  match: z
    .enum(['text', 'regex'])
    .default('text')
    .meta({ description: 'regex: what is looked for is a regular expression.' }),
  ignoreCase: z
    .boolean()
    .default(false)
    .meta({ about: 'Whether small and capital letters count as the same.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'find-text',
  version: 1,
  title: 'Find text',
  category: 'text',
  summary:
    'Adds where a text, or what a regular expression matches, first begins (the first character is 1; 0 where it is not found) or how often it is found, each find after the end of the one before. Null stays null.',
  synonyms: [
    ...['position', 'instr', 'strpos', 'locate', 'charindex', 'search', 'index of', 'str_locate'],
    ...['count', 'occurrences', 'str_count', 'regexp_count', 'find'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    return fromText(context, (text) => found(text, params), ['find']);
  }),
  examples: [
    {
      name: 'the position, in characters',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int8'],
        ],
        rows: [
          ['🚀é.b.b', 1],
          ['b', 2],
          ['', 3],
          [null, 4],
        ],
      },
      params: {
        column: 'a',
        as: 'place',
        find: '.b',
        give: 'position',
        match: 'text',
        ignoreCase: false,
      },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'int8'],
          ['place', 'int64'],
        ],
        rows: [
          ['🚀é.b.b', 1, 3],
          ['b', 2, 0],
          ['', 3, 0],
          [null, 4, null],
        ],
      },
    },
    {
      name: 'how often, whatever the case',
      input: { columns: [['a', 'text']], rows: [['Aa aAaA.a'], ['é'], [''], [null]] },
      params: {
        column: 'a',
        as: 'finds',
        find: 'aa',
        give: 'count',
        match: 'text',
        ignoreCase: true,
      },
      output: {
        columns: [
          ['a', 'text'],
          ['finds', 'int64'],
        ],
        rows: [
          ['Aa aAaA.a', 3],
          ['é', 0],
          ['', 0],
          [null, null],
        ],
      },
    },
    {
      name: 'the position of a match, after a line end',
      input: { columns: [['a', 'text']], rows: [['é\n🚀x12'], ['X7'], ['x'], [null]] },
      params: {
        column: 'a',
        as: 'place',
        find: 'x[0-9]+',
        give: 'position',
        match: 'regex',
        ignoreCase: true,
      },
      output: {
        columns: [
          ['a', 'text'],
          ['place', 'int64'],
        ],
        rows: [
          ['é\n🚀x12', 4],
          ['X7', 1],
          ['x', 0],
          [null, null],
        ],
      },
    },
    {
      name: 'matches counted in an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: {
        column: 'a',
        as: 'finds',
        find: '[0-9]',
        give: 'count',
        match: 'regex',
        ignoreCase: false,
      },
      output: {
        columns: [
          ['a', 'text'],
          ['finds', 'int64'],
        ],
        rows: [],
      },
    },
  ],
});

function found(text: ExpressionText, params: Params): ExpressionText {
  const { find, give, match, ignoreCase } = params;
  if (give === 'position' && match === 'text' && !ignoreCase) {
    return ex`instr(${text}, ${exLit(find)})`;
  }
  const pattern = match === 'text' ? patternOfText(find) : find;
  const options = ignoreCase ? ex`, 'i'` : ex``;
  if (give === 'count') return ex`regexp_count(${text}, ${exLit(pattern)}${options})`;
  const before = exLit(`^([\\s\\S]*?)(?:${pattern})`);
  const start = ex`length(regexp_extract(${text}, ${before}, 1${options})) + 1`;
  const found = ex`regexp_matches(${text}, ${exLit(pattern)}${options})`;
  return ex`case when ${found} then ${start} when ${text} is not null then 0 end`;
}

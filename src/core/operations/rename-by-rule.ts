import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { requireColumns } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { renameByRuleExamples } from './examples/renameByRule.ts';
import { nameRegex } from './nameRegex.ts';
import { plainRules } from './nameRules.ts';
import { column } from './params.ts';
import { renamed } from './renamedColumns.ts';
import type { Renaming } from './renamedColumns.ts';
import { at } from './stepPath.ts';

const withText = { rule: ['prefix', 'suffix'] };
const withFind = { rule: ['replace', 'replace-regex'] };

const params = z.strictObject({
  rule: z
    .enum([
      ...(['clean', 'snake', 'camel', 'pascal', 'kebab', 'words', 'lower', 'upper'] as const),
      ...(['trim', 'ascii', 'replace', 'replace-regex', 'prefix', 'suffix'] as const),
    ])
    .meta({
      about: 'How the names are written anew.',
      labels: {
        clean: 'Clean (small ASCII words parted by _)',
        snake: 'snake_case',
        camel: 'camelCase',
        pascal: 'PascalCase',
        kebab: 'kebab-case',
        words: 'Words with spaces',
        lower: 'Small letters',
        upper: 'Capital letters',
        trim: 'Trim blanks',
        ascii: 'ASCII only',
        replace: 'Replace text',
        'replace-regex': 'Replace a pattern',
        prefix: 'Add in front',
        suffix: 'Add behind',
      },
    }),
  columns: z.array(column()).optional().meta({ ui: 'columns', description: 'None: all columns.' }),
  find: z
    .string()
    .min(1)
    .optional()
    .meta({ when: withFind, about: 'The text, or the regular expression, that is replaced.' }),
  replacement: z
    .string()
    .optional()
    .meta({ when: withFind, description: 'What takes its place; nothing is special in it.' }),
  text: z
    .string()
    .min(1)
    .optional()
    .meta({ when: withText, about: 'What is put in front of the names, or behind them.' }),
});

/** Params of the operation `rename-by-rule`. */
export type RenameByRuleParams = z.infer<typeof params>;

export default defineOperation<RenameByRuleParams>({
  id: 'rename-by-rule',
  version: 1,
  title: 'Rename columns by a rule',
  category: 'columns',
  summary:
    'Writes the names of columns anew: cleaned (small ASCII letters, digits and _, as janitor’s clean_names), in snake, camel, Pascal or kebab case, as words, small or capital, trimmed (runs of blanks become one), as ASCII, with a text or pattern replaced, with something in front or behind. A name that is taken then gets _2, _3 and so on; columns whose name stays keep it.',
  synonyms: [
    ...['clean names', 'clean_names', 'janitor', 'snake case', 'camel case', 'lowercase names'],
    ...['prefix', 'suffix', 'add_prefix', 'rename_with', 'sanitize', 'header', 'normalize names'],
  ],
  params,
  ...renamed(({ params, input }) => renamings(params, input)),
  examples: renameByRuleExamples,
});

function renamings(params: RenameByRuleParams, input: Schema): readonly Renaming[] {
  const { columns = [] } = params;
  const chosen = columns.length === 0 ? input : requireColumns(input, columns, ['columns']);
  const rule = ruleOf(params);
  const wanted = chosen.map(({ name }) => ({ from: name, to: rule(name) }));
  const taken = new Set(
    input
      .filter(({ name }) => wanted.every(({ from, to }) => from !== name || from === to))
      .map(({ name }) => name.toLowerCase()),
  );
  return wanted.map(({ from, to }) => {
    if (to === '') {
      throw new StepError(
        ['rule'],
        `Nothing is left of the name “${from}”.`,
        'Choose another rule, or leave the column out.',
      );
    }
    if (from === to) return { from, to, path: ['rule'] };
    let free = to;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${to}_${String(n)}`;
    taken.add(free.toLowerCase());
    return { from, to: free, path: ['rule'] };
  });
}

function ruleOf(params: RenameByRuleParams): (name: string) => string {
  const { rule, find, replacement = '', text } = params;
  switch (rule) {
    case 'replace': {
      const wanted = given(find, 'find');
      return (name) => name.replaceAll(wanted, () => replacement);
    }
    case 'replace-regex': {
      const pattern = at(['find'], () => nameRegex(given(find, 'find'), 'gu'));
      return (name) => name.replaceAll(pattern, () => replacement);
    }
    case 'prefix': {
      const front = given(text, 'text');
      return (name) => front + name;
    }
    case 'suffix': {
      const behind = given(text, 'text');
      return (name) => name + behind;
    }
    default:
      return plainRules[rule];
  }
}

function given(text: string | undefined, key: string): string {
  if (text !== undefined) return text;
  throw new StepError([key], `The rule needs “${key}”.`, 'Give the text.');
}

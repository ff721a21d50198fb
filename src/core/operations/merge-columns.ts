import { z } from 'zod';
import { ex, exColumn, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import type { Column } from '../../shared/columnType.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { mergeColumnsExamples } from './examples/mergeColumns.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { hasText, textOf } from './textOf.ts';

const params = z.strictObject({
  columns: z.array(column()).min(2).meta({
    ui: 'columns',
    about: 'The columns, in the order in which their texts follow one another.',
  }),
  as: newColumn(),
  separator: z
    .string()
    .optional()
    .meta({ description: 'What stands between the texts; nothing: they touch.' }),
  nulls: z
    .enum(['skip', 'text', 'missing'])
    .default('skip')
    .meta({
      title: 'Missing values',
      about: 'What becomes of missing values.',
      labels: {
        skip: 'Are left out, with their separator',
        text: 'Stand as a text',
        missing: 'Make the whole result missing',
      },
    }),
  nullText: z
    .string()
    .optional()
    .meta({
      title: 'Text for missing values',
      about: 'The text that stands for a missing value; empty unless given.',
      when: { nulls: ['text'] },
    }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the columns', about: 'Whether the columns stay beside the result.' }),
});

/** Params of the operation `merge-columns`. */
export type MergeParams = z.infer<typeof params>;

export default defineOperation<MergeParams>({
  id: 'merge-columns',
  version: 1,
  title: 'Merge columns',
  category: 'columns',
  summary:
    'Joins the texts of columns, in the order named, with a separator between them if given; other types by their canonical text. Nulls are left out with their separator (null where all are null), stand as a text, or make the result null. Empty texts stay. The merged columns go unless kept.',
  synonyms: [
    'concatenate',
    'concat',
    'concat_ws',
    'textjoin',
    'unite',
    'paste',
    'combine',
    'join texts',
  ],
  params,
  ...rowwise(
    ({ params, input }) => {
      const { separator = '', nulls, nullText = '' } = params;
      const merged = requireColumns(input, params.columns, ['columns']);
      merged.forEach((one, index) => {
        const wanted = 'text, numbers, booleans, dates or timestamps';
        requireType(one, hasText, wanted, ['columns', index]);
      });
      requireNewName(
        input.filter((other) => other.name !== params.as || !merged.includes(other)),
        params.as,
        ['as'],
      );
      const value = {
        skip: () => skipping(merged, separator),
        text: () =>
          joinEx(
            merged.map((one) => ex`coalesce(${textOf(one)}, ${exLit(nullText)})`),
            between(separator),
          ),
        missing: () => joinEx(merged.map(textOf), between(separator)),
      }[nulls]();
      return [{ name: params.as, value, path: ['columns'], namePath: ['as'] }];
    },
    ({ params }) => (params.keep ? [] : params.columns),
  ),
  examples: mergeColumnsExamples,
});

function between(separator: string): string {
  return separator === '' ? ' || ' : ` || ${exLit(separator)} || `;
}

function skipping(merged: readonly Column[], separator: string): ExpressionText {
  const none = joinEx(
    merged.map(({ name }) => ex`${exColumn(name)} is null`),
    ' and ',
  );
  const texts = joinEx(merged.map(textOf));
  return ex`case when not (${none}) then concat_ws(${exLit(separator)}, ${texts}) end`;
}

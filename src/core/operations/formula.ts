import { z } from 'zod';
import { defineOperation } from './define.ts';
import { expression, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { formulaExamples } from './examples/formula.ts';

const params = z.strictObject({
  column: newColumn().meta({
    about: 'Name of the column; one that is there is replaced in its place.',
  }),
  expression: expression().meta({ about: 'What stands in each row, worked out from its columns.' }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'formula',
  version: 1,
  title: 'Formula',
  category: 'columns',
  summary:
    'Works out a column from an expression. A column of that name is replaced in its place, else the new one comes last.',
  synonyms: [
    ...['derive', 'mutate', 'compute', 'calculate', 'expression'],
    ...['with column', 'new column', 'assign'],
  ],
  params,
  ...rowwise(({ params }) => [
    {
      name: params.column,
      value: params.expression,
      path: ['expression'],
      namePath: ['column'],
    },
  ]),
  examples: formulaExamples,
});

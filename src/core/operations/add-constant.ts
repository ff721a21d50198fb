import { z } from 'zod';
import { nullNode } from '../expression/nodes.ts';
import { formatType, parseType, sameType } from '../sql/types.ts';
import { requireNewName } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { newColumn, value } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { writtenValue } from './writtenValue.ts';

const params = z.strictObject({
  as: newColumn(),
  value: value().optional().meta({
    ui: 'value',
    description: 'What stands in every row; without it the column is missing everywhere.',
  }),
  type: z.string().min(1).optional().meta({
    ui: 'type',
    description: 'Without it text, boolean, int64 or float64, as the value is written.',
  }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'add-constant',
  version: 1,
  title: 'Add a constant',
  category: 'columns',
  summary:
    'Adds a column that holds the same value in every row: a literal of a type, a parameter of the recipe, or null.',
  synonyms: [
    'literal',
    'lit',
    'fixed value',
    'new column',
    'default value',
    'label rows',
    'assign',
  ],
  params,
  ...rowwise((context) => {
    const { params, input } = context;
    requireNewName(input, params.as, ['as']);
    const written = params.type;
    const type = written === undefined ? undefined : at(['type'], () => parseType(written));
    const place = { start: 0, end: 0 };
    const found =
      params.value === undefined
        ? nullNode(type ?? { kind: 'text' }, place)
        : writtenValue(params.value, type, context, ['value']);
    if (type && !sameType(found.type, type)) {
      throw new StepError(
        ['type'],
        `The parameter is ${formatType(found.type)}, not ${formatType(type)}.`,
        'Leave the type out, or change the parameter’s.',
      );
    }
    return [{ name: params.as, value: found, path: ['value'], namePath: ['as'] }];
  }),
  examples: [
    {
      name: 'a text',
      input: { columns: [['n', 'int64']], rows: [[1], [null]] },
      params: { as: 'origin', value: "O'Hare 🚀" },
      output: {
        columns: [
          ['n', 'int64'],
          ['origin', 'text'],
        ],
        rows: [
          [1, "O'Hare 🚀"],
          [null, "O'Hare 🚀"],
        ],
      },
    },
    {
      name: 'a value of a type, in an empty table',
      input: { columns: [['n', 'int64']], rows: [] },
      params: { as: 'price', value: '1.50', type: 'decimal(4,2)' },
      output: {
        columns: [
          ['n', 'int64'],
          ['price', 'decimal(4,2)'],
        ],
        rows: [],
      },
    },
    {
      name: 'a decimal',
      input: { columns: [['n', 'int64']], rows: [[1]] },
      params: { as: 'price', value: '-1.50', type: 'decimal(4,2)' },
      output: {
        columns: [
          ['n', 'int64'],
          ['price', 'decimal(4,2)'],
        ],
        rows: [[1, '-1.50']],
      },
    },
    {
      name: 'a small whole number',
      input: { columns: [['n', 'int64']], rows: [[1]] },
      params: { as: 'k', value: -128, type: 'int8' },
      output: {
        columns: [
          ['n', 'int64'],
          ['k', 'int8'],
        ],
        rows: [[1, -128]],
      },
    },
    {
      name: 'NaN',
      input: { columns: [['n', 'int64']], rows: [[1]] },
      params: { as: 'x', value: 'nan', type: 'float64' },
      output: {
        columns: [
          ['n', 'int64'],
          ['x', 'float64'],
        ],
        rows: [[1, 'nan']],
      },
    },
    {
      name: 'a parameter of the recipe',
      input: { columns: [['n', 'int64']], rows: [[1], [2]] },
      params: { as: 'run_day', value: { param: 'day' } },
      parameters: { day: ['date', '2026-01-31'] },
      output: {
        columns: [
          ['n', 'int64'],
          ['run_day', 'date'],
        ],
        rows: [
          [1, '2026-01-31'],
          [2, '2026-01-31'],
        ],
      },
    },
    {
      name: 'missing everywhere',
      input: { columns: [['n', 'int64']], rows: [[1]] },
      params: { as: 'later', type: 'timestamp' },
      output: {
        columns: [
          ['n', 'int64'],
          ['later', 'timestamp'],
        ],
        rows: [[1, null]],
      },
    },
  ],
});

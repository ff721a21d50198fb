import { z } from 'zod';
import { logicalNode } from '../expression/nodes.ts';
import { column } from '../operations/params.ts';
import { bounds, requireBound } from './bounds.ts';
import { defineCheck } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';
import { testOfColumn } from './testOfColumn.ts';

const bound = (title: string): z.ZodExactOptional<z.ZodType<number | string>> =>
  z.union([z.number(), z.string()]).meta({ ui: 'literal', title }).exactOptional();

export default defineCheck<'in-range'>({
  id: 'in-range',
  title: 'In range',
  summary:
    'Each value of the column lies between the bounds, which belong to the range. Nulls are left alone, and are not among the rows of a share; NaN is greater than every number.',
  params: { column: column(), min: bound('From'), max: bound('To'), atLeast: atLeast() },
  words: ({ column: name, min, max, atLeast: share }) =>
    `${name} is ${bounds(min, max)}${shareWords(share)}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  ...rowRule((context) => {
    const { check } = context;
    requireBound(check);
    const outside = [
      ...(check.min === undefined
        ? []
        : [testOfColumn(context, check.column, 'less', check.min, 'min')]),
      ...(check.max === undefined
        ? []
        : [testOfColumn(context, check.column, 'greater', check.max, 'max')]),
    ];
    return {
      means: 'breaks',
      test: logicalNode('or', outside, { start: 0, end: 0 }),
      known: [check.column],
      shown: [check.column],
    };
  }),
  examples: [
    {
      name: 'both bounds belong to it',
      input: { columns: [['age', 'int64']], rows: [[29], [30], [null], [120], [121]] },
      check: { column: 'age', min: 30, max: 120 },
      ...{ failed: true, found: 2, of: 4, sample: [['29'], ['121']] },
    },
    {
      name: 'NaN is above all',
      input: { columns: [['x', 'float64']], rows: [[1], ['nan'], [null], ['-inf']] },
      check: { column: 'x', max: 5 },
      ...{ failed: true, found: 1, of: 3, sample: [['nan']] },
    },
    {
      name: 'days, in two of three rows',
      input: {
        columns: [['on', 'date']],
        rows: [['2026-01-01'], ['2025-12-31'], ['2026-06-30'], [null]],
      },
      check: { column: 'on', min: '2026-01-01', atLeast: 0.66 },
      ...{ failed: false, found: 1, of: 3, sample: [['2025-12-31']] },
    },
  ],
});

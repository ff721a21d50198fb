import { z } from 'zod';
import { scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { caseNode } from '../expression/nodes.ts';
import { boolean } from '../expression/types.ts';
import { literal } from '../expression/widen.ts';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { condition, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';

const params = z.strictObject({
  as: newColumn(),
  where: condition().meta({ about: 'The condition that is tested in each row.' }),
  unknown: z.enum(['missing', 'false']).default('missing').meta({
    title: 'Where it cannot be told',
    description: 'A comparison with a missing value is neither true nor false.',
  }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'boolean-column',
  version: 1,
  title: 'Flag rows',
  category: 'columns',
  summary:
    'Adds a boolean column that says whether a condition, or several combined, holds in the row. Where it is unknown because of nulls the flag is null, or false if asked for.',
  synonyms: ['boolean', 'flag', 'indicator', 'is', 'test', 'mark', 'condition', 'true false'],
  params,
  ...rowwise((context) => {
    const { params, input } = context;
    requireNewName(input, params.as, ['as']);
    const found = at(['where'], () => conditionExpression(params.where, scopeOf(context)));
    const value = (value: boolean) => literal({ kind: 'boolean', value }, boolean);
    const branches = [{ when: found, then: value(true) }];
    const known =
      params.unknown === 'false' ? caseNode(branches, value(false), boolean, found.place) : found;
    return [{ name: params.as, value: known, path: ['where'], namePath: ['as'] }];
  }),
  examples: [
    {
      name: 'two conditions together; null is unknown',
      input: {
        columns: [
          ['n', 'float64'],
          ['t', 'text'],
        ],
        rows: [
          [2, 'a'],
          ['nan', 'b'],
          [0, 'a'],
          [null, 'a'],
          [null, 'b'],
        ],
      },
      params: {
        as: 'big_a',
        where: {
          all: [
            { column: 'n', is: 'greater', value: 1 },
            { column: 't', is: 'equals', value: 'a' },
          ],
        },
        unknown: 'missing',
      },
      output: {
        columns: [
          ['n', 'float64'],
          ['t', 'text'],
          ['big_a', 'boolean'],
        ],
        rows: [
          [2, 'a', true],
          ['nan', 'b', false],
          [0, 'a', false],
          [null, 'a', null],
          [null, 'b', false],
        ],
      },
    },
    {
      name: 'unknown is false',
      input: { columns: [['n', 'int8']], rows: [[1], [2], [null]] },
      params: { as: 'one', where: { expression: 'n = 1' }, unknown: 'false' },
      output: {
        columns: [
          ['n', 'int8'],
          ['one', 'boolean'],
        ],
        rows: [
          [1, true],
          [2, false],
          [null, false],
        ],
      },
    },
    {
      name: 'a condition on a parameter, in an empty table',
      input: { columns: [['d', 'date']], rows: [] },
      params: {
        as: 'recent',
        where: { column: 'd', is: 'after', value: { param: 'since' } },
        unknown: 'missing',
      },
      parameters: { since: ['date', '2026-01-01'] },
      output: {
        columns: [
          ['d', 'date'],
          ['recent', 'boolean'],
        ],
        rows: [],
      },
    },
  ],
});

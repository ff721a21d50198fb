import { conditionExpression } from '../expression/condition.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { childrenOf } from '../expression/walk.ts';
import type { Condition } from '../../shared/condition.ts';
import { condition } from '../operations/params.ts';
import { at } from '../operations/stepPath.ts';
import { conditionText } from '../recipe/conditionText.ts';
import { defineCheck } from './define.ts';
import type { NamedColumn } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';

export default defineCheck<'condition'>({
  id: 'condition',
  title: 'A condition holds',
  summary:
    'The condition holds in each row. Where it is unknown (null) it does not, as in every condition: these are the rows that a filter by it would drop. A share is one of all rows.',
  params: { where: condition(), atLeast: atLeast() },
  words: ({ where, atLeast: share }) => `${conditionText(where)}${shareWords(share)}`,
  columns: ({ where }) => namedIn(where, ['where']),
  ...rowRule((context) => {
    const test = at(['where'], () => conditionExpression(context.check.where, context));
    return { means: 'holds', test, known: [], shown: [...new Set(columnsOf(test))] };
  }),
  examples: [
    {
      name: 'unknown does not hold',
      input: {
        columns: [
          ['age', 'int64'],
          ['adult', 'boolean'],
        ],
        rows: [
          [20, true],
          [12, true],
          [null, true],
          [12, false],
        ],
      },
      check: {
        where: {
          any: [
            { column: 'age', is: 'at-least', value: 18 },
            { column: 'adult', is: 'equals', value: false },
          ],
        },
      },
      failed: true,
      found: 2,
      of: 4,
      sample: [
        ['12', 'true'],
        [null, 'true'],
      ],
    },
    {
      name: 'an expression with a parameter, in 60 % of the rows',
      input: { columns: [['x', 'float64']], rows: [[1], [2], ['nan'], [null], [-1]] },
      parameters: { least: ['float64', 0] },
      check: { where: { expression: 'x > :least' }, atLeast: 0.6 },
      ...{ failed: false, found: 2, of: 5, sample: [[null], ['-1.0']] },
    },
  ],
});

/** The columns that tests name by themselves; those in expressions are found where it is checked. */
function namedIn(where: Condition, path: readonly (string | number)[]): readonly NamedColumn[] {
  if ('all' in where) return where.all.flatMap((one, at) => namedIn(one, [...path, 'all', at]));
  if ('any' in where) return where.any.flatMap((one, at) => namedIn(one, [...path, 'any', at]));
  if ('not' in where) return namedIn(where.not, [...path, 'not']);
  return 'column' in where ? [{ name: where.column, path: [...path, 'column'] }] : [];
}

function columnsOf(test: TypedExpression): readonly string[] {
  return test.kind === 'column' ? [test.name] : childrenOf(test).flatMap(columnsOf);
}

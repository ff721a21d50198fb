import { z } from 'zod';
import { scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { filteredRows } from './filteredRows.ts';
import { at } from './stepPath.ts';
import { condition } from './params.ts';
import { filterRowsExamples } from './examples/filterRows.ts';

const params = z.strictObject({
  where: condition(),
  keep: z.boolean().default(true).meta({ title: 'Keep the rows that match' }),
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'filter-rows',
  version: 1,
  title: 'Filter rows',
  category: 'rows',
  summary:
    'Keeps the rows that match a condition, or with keep off drops them. Where the condition is unknown (null) a row does not match.',
  synonyms: ['where', 'query', 'keep rows', 'drop rows', 'subset'],
  params,
  rows: 'fewer',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    conditionOf(context);
    return context.input;
  },
  ...filteredRows(conditionOf, ({ keep }) => keep),
  examples: filterRowsExamples,
});

function conditionOf(context: FlowContext<Params>): TypedExpression {
  return at(['where'], () => conditionExpression(context.params.where, scopeOf(context)));
}

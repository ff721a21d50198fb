import { z } from 'zod';
import { scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { nulledCount } from '../expression/nulled.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { filteredRows } from './filteredRows.ts';
import { condition } from './params.ts';
import { at } from './stepPath.ts';
import { filterRowsExamples } from './examples/filterRows.ts';

const params = z.strictObject({
  where: condition().meta({
    description: 'Where it is unknown because of a null, a row does not match.',
  }),
  keep: z.boolean().default(true).meta({
    title: 'Keep the rows that match',
    about: 'Whether the rows that match stay; off: they go, and the others stay.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'filter-rows',
  version: 1,
  title: 'Filter rows',
  category: 'rows',
  summary:
    'Keeps the rows that match a condition, or with keep off drops them. Where the condition is unknown (null) a row does not match.',
  synonyms: ['where', 'query', 'keep rows', 'drop rows', 'subset'],
  params,
  ...filteredRows(conditionOf, ({ keep }) => keep),
  nulled: (context) => nulledCount(conditionOf(context), context),
  examples: filterRowsExamples,
});

function conditionOf(context: FlowContext<Params>): TypedExpression {
  return at(['where'], () => conditionExpression(context.params.where, scopeOf(context)));
}

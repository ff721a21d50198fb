import { z } from 'zod';
import { checkExpression, oneType, scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { caseNode, nullNode } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import { text } from '../expression/types.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { widen } from '../expression/widen.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { conditionalColumnExamples } from './examples/conditionalColumn.ts';
import { condition, expression, newColumn, value } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { writtenValue } from './writtenValue.ts';

const result = {
  value: value().optional().meta({ ui: 'value', about: 'What stands in the column then.' }),
  expression: expression()
    .optional()
    .meta({ ui: 'expression', description: 'An expression in place of a value.' }),
};

const params = z.strictObject({
  column: newColumn().meta({
    about: 'Name of the column; one that is there is replaced in its place.',
  }),
  branches: z
    .array(
      z.strictObject({
        when: condition().meta({
          about: 'The condition of the case; where it is unknown (null) it does not hold.',
        }),
        ...result,
      }),
    )
    .min(1)
    .meta({ title: 'Cases', description: 'The first whose condition holds counts.' }),
  otherwise: z
    .strictObject(result)
    .optional()
    .meta({ description: 'What stands in all other rows; missing, if not given.' }),
});

/** Params of the operation `conditional-column`. */
export type ConditionalParams = z.infer<typeof params>;

const place = { start: 0, end: 0 };

export default defineOperation<ConditionalParams>({
  id: 'conditional-column',
  version: 1,
  title: 'Conditional column',
  category: 'columns',
  summary:
    'If … then … else: the value or expression of the first case whose condition holds, else that of “otherwise”, or null. An unknown condition (null) does not hold. All values are brought to one type. A column of that name is replaced in its place, else the new one comes last.',
  synonyms: ['case when', 'if', 'if_else', 'case_when', 'np.where', 'np.select', 'ifs', 'switch'],
  params,
  ...rowwise((context) => [
    {
      name: context.params.column,
      value: caseOf(context),
      path: ['branches'],
      namePath: ['column'],
    },
  ]),
  examples: conditionalColumnExamples,
});

function caseOf(context: FlowContext<ConditionalParams>): TypedExpression {
  const { branches, otherwise = {} } = context.params;
  const found = branches.map((branch, index) => ({
    when: at(['branches', index, 'when'], () => conditionExpression(branch.when, scopeOf(context))),
    then: resultOf(branch, context, ['branches', index]),
  }));
  const rest = resultOf(otherwise, context, ['otherwise']);
  const type = at(['branches'], () =>
    oneType([...found.map(({ then }) => then), rest], 'case', { place }),
  );
  return caseNode(
    found.map(({ when, then }) => ({ when, then: widen(then, type) })),
    widen(rest, type),
    type,
    place,
  );
}

/** The value or the expression of a case; null where neither is given. */
function resultOf(
  { value, expression }: NonNullable<ConditionalParams['otherwise']>,
  context: FlowContext<ConditionalParams>,
  path: readonly (string | number)[],
): TypedExpression {
  if (value !== undefined && expression !== undefined) {
    throw new StepError(
      [...path, 'expression'],
      'There are a value and an expression for one case.',
      'Leave one of them out.',
    );
  }
  if (value !== undefined) return writtenValue(value, undefined, context, [...path, 'value']);
  if (expression === undefined) return nullNode(text, place);
  return at([...path, 'expression'], () =>
    checkExpression(parseExpression(expression), scopeOf(context)),
  );
}

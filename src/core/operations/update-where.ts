import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { castRule } from '../expression/castRules.ts';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { caseNode } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { widen } from '../expression/widen.ts';
import { formatType, sameType } from '../sql/types.ts';
import { cellLiteral } from './cellLiteral.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { column, condition, expression, literal } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { updateWhereExamples } from './examples/updateWhere.ts';

const params = z.strictObject({
  where: condition().meta({
    description: 'Where it is unknown because of a null, the cell stays.',
  }),
  column: column().meta({ about: 'The column whose cells are set.' }),
  to: z
    .enum(['value', 'expression', 'missing'])
    .default('value')
    .meta({ about: 'What the cells become.' }),
  value: literal()
    .optional()
    .meta({
      ui: 'literal',
      suggest: 'values',
      about: 'The value that the cells become.',
      when: { to: ['value'] },
    }),
  expression: expression()
    .optional()
    .meta({
      ui: 'expression',
      about: 'The expression whose result the cells become.',
      when: { to: ['expression'] },
    }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'update-where',
  version: 1,
  title: 'Change cells where',
  category: 'columns',
  summary:
    'Sets the cells of a column to a value, to what an expression gives, or to missing, in the rows where a condition holds; the others stay, also where the condition is unknown (null). The column keeps its type.',
  synonyms: [
    ...['update', 'set where', 'conditional update', 'np.where', 'case when', 'if_else', 'loc'],
    ...['mask', 'replace where', 'correct values', 'edit cells', 'conditional replace'],
  ],
  params,
  ...rowwise((context) => {
    const { params, input } = context;
    const found = requireColumn(input, params.column, ['column']);
    requireType(found, isOrdered, 'a number, text, boolean, date or timestamp', ['column']);
    const { name, type } = found;
    const place = { start: 0, end: 0 };
    const when = at(['where'], () => conditionExpression(params.where, scopeOf(context)));
    const whole: TypedExpression = { kind: 'column', name, type, place };
    const then = valueOf(found, context);
    return [{ name, value: caseNode([{ when, then }], whole, type, place), path: ['column'] }];
  }),
  examples: updateWhereExamples,
});

function valueOf(found: Column, context: FlowContext<Params>): TypedExpression {
  const { to, value, expression: source } = context.params;
  const path = [to === 'expression' ? 'expression' : 'value'];
  for (const [key, given] of [
    ['value', value],
    ['expression', source],
  ] as const) {
    if (key !== to && given !== undefined) {
      throw new StepError([key], `This is not asked for: the cells become ${to}.`, 'Leave it out.');
    }
  }
  if (to !== 'missing' && (to === 'value' ? value : source) === undefined) {
    throw new StepError(path, `There is no ${to} that the cells become.`, 'Give one.');
  }
  const text = to === 'expression' ? (source ?? '') : cellLiteral(value ?? null, found, path);
  const typed = at(path, () => checkExpression(parseExpression(text), scopeOf(context)));
  if (sameType(typed.type, found.type)) return typed;
  if (castRule(typed.type, found.type) === 'widens') return widen(typed, found.type);
  const name = formatType(found.type);
  throw new StepError(
    path,
    `The expression gives ${formatType(typed.type)}, but “${found.name}” is ${name}.`,
    `Cast it: try_cast(… as ${name}).`,
  );
}

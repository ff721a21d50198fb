import { z } from 'zod';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { caseNode, logicalNode, nullNode } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { ex, exColumn, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import type { Column } from '../../shared/columnType.ts';
import { cellLiteral } from './cellLiteral.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns, condition, literal } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { valueToMissingExamples } from './examples/valueToMissing.ts';

const params = z.strictObject({
  columns: columns(),
  values: z
    .array(literal())
    .default([])
    .meta({ suggest: 'values', about: 'The values that become missing.' }),
  matches: z.string().min(1).optional().meta({
    title: 'Or text that matches',
    description: 'A regular expression that is looked for anywhere in the text.',
  }),
  where: condition().optional().meta({
    ui: 'condition',
    title: 'Or rows where',
    about: 'In rows where this condition holds the cells become missing.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'value-to-missing',
  version: 1,
  title: 'Make values missing',
  category: 'missing',
  summary:
    'Makes cells missing (null) that hold one of some values, text in which a regular expression is found, or that stand in rows where a condition holds; any of these is enough.',
  synonyms: [
    ...['na_if', 'nullif', 'to null', 'set null', 'convert to missing', 'mask', 'blank out'],
    ...['regex to missing', 'clear values', 'replace with nan', 'na_values'],
  ],
  params,
  ...rowwise((context) => {
    const { params, input } = context;
    if (params.values.length === 0 && params.matches === undefined && params.where === undefined) {
      throw new StepError(
        ['values'],
        'Nothing says which values become missing.',
        'Give values, a regular expression or a condition.',
      );
    }
    return requireColumns(input, params.columns, ['columns']).map((column, index) => {
      const path = ['columns', index];
      requireType(column, isOrdered, 'a number, text, boolean, date or timestamp', path);
      return { name: column.name, value: cleared(column, context, path), path };
    });
  }),
  examples: valueToMissingExamples,
});

function cleared(
  column: Column,
  context: FlowContext<Params>,
  path: readonly (string | number)[],
): TypedExpression {
  const { params } = context;
  const cell = exColumn(column.name);
  const typed = (text: ExpressionText, place: readonly (string | number)[]): TypedExpression =>
    at(place, () => checkExpression(parseExpression(text), scopeOf(context)));
  const tests = params.values.map((value, index) =>
    typed(ex`${cell} = ${cellLiteral(value, column, ['values', index])}`, ['values', index]),
  );
  if (params.matches !== undefined) {
    requireType(column, (type) => type.kind === 'text', 'text to match', path);
    tests.push(typed(ex`regexp_matches(${cell}, ${exLit(params.matches)})`, ['matches']));
  }
  const { where } = params;
  if (where !== undefined) {
    tests.push(at(['where'], () => conditionExpression(where, scopeOf(context))));
  }
  const { type } = column;
  const place = { start: 0, end: 0 };
  const when = logicalNode('or', tests, place);
  const whole: TypedExpression = { kind: 'column', name: column.name, type, place };
  return caseNode([{ when, then: nullNode(type, place) }], whole, type, place);
}

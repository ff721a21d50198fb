import { conditionTests } from '../../../../src/shared/condition.ts';
import type { Condition, ConditionTest } from '../../../../src/shared/condition.ts';
import type { Json } from '../../../../src/shared/json.ts';
import { isList, isObject } from './json.ts';
import { newId } from './item.ts';
import { emptyOperand, operandOf } from './operand.ts';
import type { Operand } from './operand.ts';
import { operandShape } from './conditionWords.ts';

interface NodeBase {
  readonly id: number;
  /** How many `not`s stand around it; the form sets none or one. */
  readonly nots: number;
}

/** A condition while it is written. */
export type ConditionNode =
  | (NodeBase & {
      readonly kind: 'group';
      readonly join: 'all' | 'any';
      readonly children: readonly ConditionNode[];
    })
  | (NodeBase & {
      readonly kind: 'test';
      readonly column: string;
      readonly is: ConditionTest;
      readonly operands: readonly Operand[];
    })
  | (NodeBase & { readonly kind: 'expression'; readonly text: string });

/** The node of one kind. */
export type ConditionNodeOf<K extends ConditionNode['kind']> = Extract<
  ConditionNode,
  { readonly kind: K }
>;

/** A test of a column that says nothing yet. */
export function emptyTest(column = ''): ConditionNode {
  const id = newId();
  return { kind: 'test', id, nots: 0, column, is: 'equals', operands: [emptyOperand] };
}

/** A group with these in it. */
export function groupOf(join: 'all' | 'any', children: readonly ConditionNode[]): ConditionNode {
  return { kind: 'group', id: newId(), nots: 0, join, children };
}

export function emptyExpression(): ConditionNode {
  return { kind: 'expression', id: newId(), nots: 0, text: '' };
}

/** The node of a document's condition; undefined for JSON that is none. */
export function nodeOf(condition: Json | undefined): ConditionNode | undefined {
  if (!isObject(condition)) return undefined;
  const id = newId();
  const { all, any, not, expression, column, is, value } = condition;
  if (isList(all) || isList(any)) {
    const parts = (isList(all) ? all : isList(any) ? any : []).map(nodeOf);
    if (parts.includes(undefined)) return undefined;
    const children = parts.filter((part) => part !== undefined);
    return { kind: 'group', id, nots: 0, join: isList(all) ? 'all' : 'any', children };
  }
  if (not !== undefined) {
    const inner = nodeOf(not);
    return inner && { ...inner, nots: inner.nots + 1 };
  }
  if (typeof expression === 'string') return { kind: 'expression', id, nots: 0, text: expression };
  const test = conditionTests.find((known) => known === is);
  if (typeof column !== 'string' || test === undefined) return undefined;
  return { kind: 'test', id, nots: 0, column, is: test, operands: operandsOf(test, value) };
}

function operandsOf(is: ConditionTest, value: Json | undefined): readonly Operand[] {
  const shape = operandShape(is);
  if (value === undefined) return shape === 'list' ? [] : [emptyOperand];
  if ((shape === 'list' || shape === 'two') && isList(value)) return value.map(operandOf);
  return [operandOf(value)];
}

/** The document's form of a condition that is complete. */
export function wrapNots(condition: Condition, nots: number): Condition {
  return nots <= 0 ? condition : { not: wrapNots(condition, nots - 1) };
}

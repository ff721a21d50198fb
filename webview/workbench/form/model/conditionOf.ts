import type { Schema } from '../../../../src/shared/columnType.ts';
import type { Condition } from '../../../../src/shared/condition.ts';
import type { Json } from '../../../../src/shared/json.ts';
import { wrapNots } from './conditionNode.ts';
import type { ConditionNode, ConditionNodeOf } from './conditionNode.ts';
import { operandShape } from './conditionWords.ts';
import type { Issue } from './issue.ts';
import { emptyOperand, operandJson } from './operand.ts';

/** The condition that a node stands for, or what is missing. Paths lead into the document's form. */
export function conditionOf(
  node: ConditionNode,
  columns: Schema,
): { readonly condition: Condition | undefined; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const condition = read(node, columns, [], issues);
  return { condition: issues.length > 0 ? undefined : condition, issues };
}

type Path = readonly (string | number)[];

function read(node: ConditionNode, columns: Schema, path: Path, issues: Issue[]): Condition {
  const inner = [...path, ...Array<string>(node.nots).fill('not')];
  return wrapNots(plain(node, columns, inner, issues), node.nots);
}

function plain(node: ConditionNode, columns: Schema, path: Path, issues: Issue[]): Condition {
  if (node.kind === 'expression') {
    if (node.text.trim() === '') {
      issues.push({ path: [...path, 'expression'], message: 'Write an expression.', wrong: false });
    }
    return { expression: node.text };
  }
  if (node.kind === 'test') return test(node, columns, path, issues);
  const parts = node.children.map((child, index) =>
    read(child, columns, [...path, node.join, index], issues),
  );
  return node.join === 'all' ? { all: parts } : { any: parts };
}

function test(
  node: ConditionNodeOf<'test'>,
  columns: Schema,
  path: Path,
  issues: Issue[],
): Condition {
  const { column, is, operands } = node;
  if (column === '') {
    issues.push({ path: [...path, 'column'], message: 'Choose a column.', wrong: false });
  }
  const type = columns.find((known) => known.name === column)?.type;
  const shape = operandShape(is);
  const value = (index: number, at: Path): Json => {
    const found = operandJson(operands[index] ?? emptyOperand, type);
    if ('value' in found) return found.value;
    const wrong = 'wrong' in found;
    issues.push({ path: at, message: wrong ? found.wrong : found.missing, wrong });
    return null;
  };
  const at = [...path, 'value'];
  switch (shape) {
    case 'none':
      return { column, is };
    case 'one':
      return { column, is, value: value(0, at) };
    case 'two':
      return { column, is, value: [value(0, [...at, 0]), value(1, [...at, 1])] };
    case 'list': {
      if (operands.length === 0) {
        issues.push({ path: at, message: 'Add at least one value.', wrong: false });
      }
      return { column, is, value: operands.map((_, index) => value(index, [...at, index])) };
    }
  }
}

import type { ColumnType } from '../../../../src/shared/columnType.ts';
import type { ConditionTest } from '../../../../src/shared/condition.ts';
import type { ConditionNode, ConditionNodeOf } from './conditionNode.ts';
import { emptyTest, groupOf } from './conditionNode.ts';
import { operandShape, testsFor } from './conditionWords.ts';
import { emptyOperand } from './operand.ts';

/** The tree with one node replaced; undefined takes it away. A group that loses all goes, too. */
export function replaceNode(
  root: ConditionNode,
  id: number,
  by: (node: ConditionNode) => ConditionNode | undefined,
): ConditionNode | undefined {
  if (root.id === id) return by(root);
  if (root.kind !== 'group') return root;
  const children = root.children.flatMap((child) => replaceNode(child, id, by) ?? []);
  const lost = children.length < root.children.length;
  return lost && children.length === 0 ? undefined : { ...root, children };
}

/** One condition more: beside the root of a single test, at the end of a group. */
export function addTo(root: ConditionNode, id: number, added: ConditionNode): ConditionNode {
  const grown = replaceNode(root, id, (node) =>
    node.kind === 'group'
      ? { ...node, children: [...node.children, added] }
      : groupOf('all', [node, added]),
  );
  return grown ?? added;
}

/** A group of one without `not` is that one. */
export function simplified(root: ConditionNode | undefined): ConditionNode {
  if (!root) return emptyTest();
  if (root.kind !== 'group' || root.nots > 0) return root;
  const [only] = root.children;
  return only && root.children.length === 1 ? only : root;
}

/** The test with another column; a word that the column cannot have gives way to its first. */
export function withColumn(
  node: ConditionNodeOf<'test'>,
  column: string,
  type: ColumnType | undefined,
): ConditionNode {
  const tests = testsFor(type);
  const is = tests.includes(node.is) ? node.is : (tests[0] ?? node.is);
  return withTest({ ...node, column }, is);
}

/** The test with another word; what was typed stays as far as the word takes it. */
export function withTest(node: ConditionNodeOf<'test'>, is: ConditionTest): ConditionNode {
  const [first = emptyOperand, second = emptyOperand] = node.operands;
  const typed = node.operands.filter((operand) => operand !== emptyOperand);
  switch (operandShape(is)) {
    case 'none':
      // Kept for the way back; a test without a value does not write it.
      return { ...node, is };
    case 'one':
      return { ...node, is, operands: [first, ...node.operands.slice(1)] };
    case 'two':
      return { ...node, is, operands: [first, second] };
    case 'list':
      return {
        ...node,
        is,
        operands: typed.filter((o) => o.use !== 'literal' || o.text !== '' || o.original === ''),
      };
  }
}

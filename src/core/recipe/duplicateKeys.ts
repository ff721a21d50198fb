import { getNodePath } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { pointer } from './problem.ts';
import type { Problem } from '../../shared/recipe.ts';

/** Keys that stand twice in one object: JSON readers would silently keep only one of them. */
export function duplicateKeys(tree: Node): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'object') {
      const seen = new Set<string>();
      for (const property of node.children ?? []) {
        const key = String(property.children?.[0]?.value);
        if (seen.has(key)) {
          problems.push({
            step: null,
            path: pointer([...getNodePath(node), key]),
            code: 'bad-recipe',
            message: `The key “${key}” stands twice in one object.`,
            hint: 'Keep one of the two.',
          });
        }
        seen.add(key);
      }
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return problems;
}

import { getNodeValue, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { TextEdit } from '../../shared/recipeEdit.ts';

/** The edits that give a recipe's outputs these addresses; none where they have them. */
export function outputEdits(
  text: string,
  addresses: Readonly<Record<string, string>>,
): readonly TextEdit[] {
  const root = parseTree(text);
  return items(member(root, 'outputs')).flatMap((output) => {
    const name = textOf(member(output, 'name'));
    const uri = member(output, 'uri');
    const wanted = name === undefined ? undefined : addresses[name]?.trim();
    if (!uri || wanted === undefined || wanted === '' || wanted === textOf(uri)) return [];
    return [{ offset: uri.offset, length: uri.length, text: JSON.stringify(wanted) }];
  });
}

function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.find(({ children }) => textOf(children?.[0]) === name)?.children?.[1];
}

function items(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

function textOf(node: Node | undefined): string | undefined {
  const value: unknown = node ? getNodeValue(node) : undefined;
  return typeof value === 'string' ? value : undefined;
}

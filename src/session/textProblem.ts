import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { TextProblem } from '../shared/contracts/workbenchState.ts';
import type { Problem } from '../shared/recipe.ts';

/** Lines shown before and after the place. */
const AROUND = 3;
/** A longer line is cut: the place in it is told by its number. */
const LONGEST = 400;

/** Where in a text the first problem lies, with the lines around it. */
export function textProblem(document: string, problem: Problem): TextProblem {
  const text = document.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const offset = errors[0]?.offset ?? (tree ? offsetOf(tree, problem.path) : text.length);
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const from = Math.max(1, line - AROUND);
  return {
    message: problem.message,
    hint: problem.hint,
    line,
    column: (before.at(-1)?.length ?? 0) + 1,
    lines: lines
      .slice(from - 1, line + AROUND)
      .map((content, i) => ({ number: from + i, text: content.slice(0, LONGEST) })),
  };
}

/** The place of a JSON Pointer, or of the nearest part of it that is there. */
function offsetOf(tree: NonNullable<ReturnType<typeof parseTree>>, path: string): number {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = tree;
  for (const part of parts) {
    const key = node.type === 'array' ? Number(part) : part;
    const next = findNodeAtLocation(node, [key]);
    if (!next) break;
    node = next;
  }
  return node.offset;
}

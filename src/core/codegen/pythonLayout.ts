import { unwrapped } from './fewerBrackets.ts';
import type { Tree } from './pythonTree.ts';

/** What is printed: text, places for line breaks, and groups that break as a whole. */
export type Doc =
  | string
  | { readonly kind: 'line'; readonly flat: string }
  | { readonly kind: 'group'; readonly body: Doc; readonly broken: boolean }
  | { readonly kind: 'indent'; readonly body: Doc }
  | { readonly kind: 'ifBroken'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Doc[] };

const softLine: Doc = { kind: 'line', flat: '' };
const lineOrBlank: Doc = { kind: 'line', flat: ' ' };

/** Several pieces after one another. */
export function list(...items: readonly Doc[]): Doc {
  return { kind: 'list', items };
}

/** A piece whose line breaks are all taken, or none; always taken where it holds a comma that asks for it. */
export function group(body: Doc): Doc {
  return { kind: 'group', body, broken: mustBreak(body) };
}

/** Brackets round pieces, which stand on lines of their own when they do not fit. */
export function block(open: string, body: Doc, close: string): Doc {
  return group(list(open, { kind: 'indent', body: list(softLine, body) }, softLine, close));
}

/** `inner` tells whether operators may start new lines: only within brackets. */
export function layout(tree: Tree, inner: boolean): Doc {
  switch (tree.kind) {
    case 'atom':
      return tree.text;
    case 'strings':
      return group(list(...join(tree.items, inner ? lineOrBlank : ' ')));
    case 'prefix':
      return list(tree.text, layout(tree.operand, inner));
    case 'lambda':
      return list(tree.head, lambdaBody(unwrapped(tree.body), inner));
    case 'pair':
      // The names of a comprehension stay together.
      if (tree.between === ' in ' && tree.left.kind === 'tuple') {
        const names = tree.left.items.flatMap((item, i) => [
          i > 0 ? ', ' : '',
          layout(item, false),
        ]);
        return list(...names, tree.between, layout(tree.right, inner));
      }
      return list(layout(tree.left, inner), tree.between, layout(tree.right, inner));
    case 'binary': {
      const line = inner ? lineOrBlank : ' ';
      const rest = tree.operands
        .slice(1)
        .flatMap((operand, i): Doc[] => [
          line,
          `${tree.operators[i] ?? ''} `,
          layout(operand, inner),
        ]);
      return group(list(layout(tree.operands[0] ?? empty, inner), ...rest));
    }
    case 'clauses': {
      const line = inner ? lineOrBlank : ' ';
      const rest = tree.clauses.flatMap((clause): Doc[] => [
        line,
        `${clause.word} `,
        layout(clause.body, inner),
      ]);
      return group(list(layout(tree.head, inner), ...rest));
    }
    case 'tuple':
      return tree.items.length === 1
        ? list(layout(tree.items[0] ?? empty, inner), ',')
        : commaList(tree.items, tree.comma, inner);
    case 'bracket':
      return bracket(tree, false);
    case 'chain': {
      const fluent = inner && isFluent(tree);
      const parts = tree.parts.map((part, i): Doc => {
        if (part.kind === 'bracket') return bracket(part, part.open === '(');
        const afterCall = isCallEnd(tree.parts[i - 1] ?? tree.base, i === 0);
        return fluent && afterCall ? list(softLine, layout(part, inner)) : layout(part, inner);
      });
      return group(list(layout(tree.base, inner), ...parts));
    }
  }
}

/** A body of operators gets brackets where it does not fit; a call breaks in its own. */
function lambdaBody(body: Tree, inner: boolean): Doc {
  const operators = body.kind === 'binary' || body.kind === 'clauses' || isFluent(body);
  if (!inner || !operators) return layout(body, inner);
  const wrapped: Doc = { kind: 'indent', body: list(softLine, layout(body, true)) };
  const open: Doc = { kind: 'ifBroken', text: '(' };
  const close: Doc = { kind: 'ifBroken', text: ')' };
  return group(list(open, wrapped, softLine, close));
}

/**
 * Pieces with commas, each on a line of its own where the group is broken. One piece alone takes no
 * comma behind it; `comma` tells of one that the writer left there, which breaks the group.
 */
export function commaList(items: readonly Tree[], comma: boolean, inner: boolean): Doc {
  const parts = items.flatMap((item, i): Doc[] =>
    i === 0 ? [layout(item, inner)] : [',', inner ? lineOrBlank : ' ', layout(item, inner)],
  );
  if (comma) parts.push({ kind: 'ifBroken', text: '\0,' });
  else if (items.length > 1) parts.push({ kind: 'ifBroken', text: ',' });
  return list(...parts);
}

/** True for a chain with two or more names behind calls: it then breaks at its dots. */
export function isFluent(tree: Tree): boolean {
  return tree.kind === 'chain' && namesAfterCalls(tree) >= 2;
}

/** How many names of a chain stand behind a call, a subscript, or brackets round an expression. */
export function namesAfterCalls(tree: Tree & { readonly kind: 'chain' }): number {
  return tree.parts.filter(
    (part, i) => part.kind === 'atom' && isCallEnd(tree.parts[i - 1] ?? tree.base, i === 0),
  ).length;
}

function isCallEnd(tree: Tree, base: boolean): boolean {
  return tree.kind === 'bracket' && (!base || tree.open === '(');
}

const empty: Tree = { kind: 'atom', text: '' };

function bracket(tree: Tree & { readonly kind: 'bracket' }, call: boolean): Doc {
  const close = { '(': ')', '[': ']', '{': '}' }[tree.open] ?? '';
  const [only] = tree.items;
  if (!only) return `${tree.open}${close}`;
  const oneOnly = tree.items.length === 1;
  if (oneOnly && tree.open === '(' && !call) {
    // Brackets round one expression take no comma, a tuple of one must have it.
    return block(tree.open, list(layout(only, true), tree.comma ? ',' : ''), close);
  }
  const items = commaList(tree.items, tree.comma, true);
  return block(tree.open, call ? group(items) : items, close);
}

function join(items: readonly string[], between: Doc): Doc[] {
  return items.flatMap((item, i): Doc[] => (i === 0 ? [item] : [between, item]));
}

/** A comma that the writer left before a closing bracket asks for one item a line. */
function mustBreak(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  switch (doc.kind) {
    case 'line':
      return false;
    case 'ifBroken':
      return doc.text.startsWith('\0');
    case 'list':
      return doc.items.some(mustBreak);
    case 'indent':
    case 'group':
      return mustBreak(doc.body);
  }
}

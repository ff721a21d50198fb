import type { Clause, Tree } from './pythonTree.ts';

/**
 * An expression without the brackets that say nothing: round what stands alone between commas, behind
 * a key or a lambda's head, and round calls and names. Emitters put them so that any piece may stand
 * anywhere. Brackets round operators among other operators stay.
 */
export function fewerBrackets(tree: Tree): Tree {
  switch (tree.kind) {
    case 'atom':
    case 'strings':
      return tree;
    case 'bracket':
      return { ...tree, items: tree.items.map(alone) };
    case 'tuple':
      return { ...tree, items: tree.items.map(alone) };
    case 'chain': {
      const base = tight(fewerBrackets(tree.base));
      const parts = tree.parts.map(fewerBrackets);
      return base.kind === 'chain'
        ? { ...base, parts: [...base.parts, ...parts] }
        : { ...tree, base, parts };
    }
    case 'binary':
      return { ...tree, operands: tree.operands.map((operand) => tight(fewerBrackets(operand))) };
    case 'prefix':
      return { ...tree, operand: tight(fewerBrackets(tree.operand)) };
    case 'lambda':
      return { ...tree, body: alone(tree.body) };
    case 'pair': {
      const isPower = tree.between === '**';
      const side = isPower ? (one: Tree): Tree => tight(fewerBrackets(one)) : alone;
      return { ...tree, left: side(tree.left), right: side(tree.right) };
    }
    case 'clauses': {
      const clauses = tree.clauses.map(({ word, body }): Clause => ({
        word,
        body: fewerBrackets(body),
      }));
      return { ...tree, head: fewerBrackets(tree.head), clauses };
    }
  }
}

/** Brackets round one expression, taken off: they are put anew where they are wanted. */
export function unwrapped(value: Tree): Tree {
  const inner = innerOf(value);
  return inner === undefined ? value : unwrapped(inner);
}

/** What stands for itself, between commas. A ternary keeps its brackets, as it is hard to read without. */
function alone(tree: Tree): Tree {
  const plain = fewerBrackets(tree);
  const inner = innerOf(plain);
  return inner === undefined || inner.kind === 'clauses' ? plain : inner;
}

/** What stands beside an operator or a dot: only names, calls and other brackets need no brackets there. */
function tight(tree: Tree): Tree {
  const inner = innerOf(tree);
  const stands = inner?.kind === 'chain' || inner?.kind === 'bracket' || isName(inner);
  return stands && inner ? inner : tree;
}

function isName(tree: Tree | undefined): boolean {
  return tree?.kind === 'atom' && /^[A-Za-z_]\w*$/.test(tree.text);
}

/** What stands in brackets that hold one expression and nothing else. */
function innerOf(tree: Tree): Tree | undefined {
  if (tree.kind !== 'bracket' || tree.open !== '(' || tree.comma) return undefined;
  const [only] = tree.items;
  if (!only || tree.items.length > 1 || only.kind === 'pair') return undefined;
  if (only.kind === 'prefix' && only.text.startsWith('*')) return undefined;
  return only.kind === 'clauses' && only.clauses[0]?.word === 'for' ? undefined : only;
}

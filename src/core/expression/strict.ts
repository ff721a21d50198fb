import type { TypedExpression } from './typed.ts';
import { caseNode, nullNode } from './nodes.ts';
import { childrenOf, mapChildren } from './walk.ts';

/** True if a part of the expression stops the run when it fails: a `cast` that can fail. */
export function isStrict(e: TypedExpression): boolean {
  if (e.kind === 'cast' && e.onError === 'error') return true;
  return childrenOf(e).some(isStrict);
}

/**
 * Makes casts that stop the run safe for engines that compute all branches of a `case` for all
 * rows: the operand of such a cast is null in the rows that do not take its branch.
 */
export function guardStrict(e: TypedExpression): TypedExpression {
  if (!isStrict(e)) return e;
  return guard(e, undefined);
}

type Guard = (operand: TypedExpression) => TypedExpression;

function guard(e: TypedExpression, taken: Guard | undefined): TypedExpression {
  if (e.kind === 'case') {
    const branches = e.branches.map((branch, index) => {
      const before = e.branches.slice(0, index).map((b) => b.when);
      return {
        when: guard(branch.when, within(before, undefined, taken)),
        then: guard(branch.then, within(before, branch.when, taken)),
      };
    });
    const before = e.branches.map((b) => b.when);
    return { ...e, branches, otherwise: guard(e.otherwise, within(before, undefined, taken)) };
  }
  if (e.kind === 'cast' && e.onError === 'error') {
    const operand = guard(e.operand, taken);
    return { ...e, operand: taken ? taken(operand) : operand };
  }
  return mapChildren(e, (child) => guard(child, taken));
}

/** Keeps an operand only where no condition of `before` holds and `when` does. */
function within(
  before: readonly TypedExpression[],
  when: TypedExpression | undefined,
  outer: Guard | undefined,
): Guard {
  return (operand) => {
    const none = nullNode(operand.type, operand.place);
    const branches = before.map((condition) => ({ when: condition, then: none }));
    const inner =
      when === undefined
        ? caseNode(branches, operand, operand.type, operand.place)
        : caseNode([...branches, { when, then: operand }], none, operand.type, operand.place);
    const kept = branches.length === 0 && when === undefined ? operand : inner;
    return outer ? outer(kept) : kept;
  };
}

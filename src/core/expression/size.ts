import { expansionOf } from './expansion.ts';
import type { TypedExpression } from './typed.ts';
import { childrenOf } from './walk.ts';

/** How many parts an expression may come to where it is written out. */
export const sizeLimit = 50_000;

/**
 * About how many parts the expression has once it is written for a target: some operators repeat
 * their operand, so that deep nesting of those doubles at every level.
 */
export function writtenSize(
  e: TypedExpression,
  known = new WeakMap<TypedExpression, number>(),
): number {
  const before = known.get(e);
  if (before !== undefined) return before;
  const expanded = expansionOf(e);
  const parts = expanded ? [expanded] : childrenOf(e);
  const size = 1 + repeats(e) * parts.reduce((sum, part) => sum + writtenSize(part, known), 0);
  known.set(e, size);
  return size;
}

function repeats(e: TypedExpression): number {
  if (e.kind === 'cast') return e.onError === 'error' ? 3 : e.type.kind === 'boolean' ? 2 : 1;
  if (e.kind === 'call') return expansionOf(e) || !e.function.repeats ? 1 : 2;
  if (e.kind !== 'arithmetic') return 1;
  const divides = e.operator === '/' || e.operator === '//' || e.operator === '%';
  if (!divides || e.type.kind === 'decimal') return 1;
  // Helpers of the scripts and DuckDB's NULLIF, a macro, write their arguments several times.
  return childrenOf(e).some((part) => childrenOf(part).length > 0) ? 3 : 1;
}

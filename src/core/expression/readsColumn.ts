import { childrenOf } from './walk.ts';
import type { TypedExpression } from './typed.ts';

/** Whether an expression's value may differ from row to row: whether a column stands in it. */
export function readsColumn(e: TypedExpression): boolean {
  return e.kind === 'column' || childrenOf(e).some(readsColumn);
}

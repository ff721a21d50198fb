import type { TypedExpression } from './typed.ts';
import { isNull } from './widen.ts';

/** Whether nothing need be written for null as a CASE's last value: its branches alone give its type. */
export function impliesNull(e: Extract<TypedExpression, { kind: 'case' }>): boolean {
  return (
    isNull(e.otherwise) &&
    e.branches.every(({ then }) => then.kind !== 'literal' && then.kind !== 'param')
  );
}

import { callNode, castNode, mathNode } from '../expression/build.ts';
import { literalInteger } from '../expression/literalArgument.ts';
import {
  caseNode,
  compareNode,
  integerNode,
  isNullNode,
  logicalNode,
  nullNode,
} from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { int64 } from '../expression/types.ts';
import floor from './floor.ts';
import least from './least.ts';

/** Which of `count` (a literal) equally wide parts of a range a double lies in; see `width_bucket`. */
export function bucketNode(
  value: TypedExpression,
  low: TypedExpression,
  high: TypedExpression,
  count: TypedExpression,
): TypedExpression {
  const { place } = value;
  const isRange = compareNode('<', low, high);
  const share = mathNode(mathNode(value, '-', low), '/', mathNode(high, '-', low));
  const before = castNode(callNode(floor, mathNode(share, '*', count)), int64);
  const part = mathNode(before, '+', integerNode(1, place));
  const none = nullNode(int64, place);
  const outside = (operator: '<' | '>=', bound: TypedExpression): TypedExpression =>
    logicalNode('and', [isRange, compareNode(operator, value, bound)], place);
  return caseNode(
    [
      // `least` would skip a null.
      { when: isNullNode(value), then: none },
      { when: outside('<', low), then: integerNode(0, place) },
      { when: outside('>=', high), then: integerNode(literalInteger(count, 1) + 1, place) },
      { when: isRange, then: callNode(least, part, count) },
    ],
    none,
    int64,
    place,
  );
}

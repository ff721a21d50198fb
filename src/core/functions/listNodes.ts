import { callNode } from '../expression/build.ts';
import type { TypedExpression } from '../expression/typed.ts';
import arrayLength from './arrayLength.ts';
import listConcat from './listConcat.ts';
import listDistinct from './listDistinct.ts';
import listValue from './listValue.ts';

/** A list with one more item at its end. */
export function appendedNode(list: TypedExpression, item: TypedExpression): TypedExpression {
  return callNode(listConcat, list, callNode(listValue, item));
}

/** A list with one more item before its first. */
export function prependedNode(item: TypedExpression, list: TypedExpression): TypedExpression {
  return callNode(listConcat, callNode(listValue, item), list);
}

/** How many different items a list has. */
export function uniqueNode(list: TypedExpression): TypedExpression {
  return callNode(arrayLength, callNode(listDistinct, list));
}

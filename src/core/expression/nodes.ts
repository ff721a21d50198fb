import type { ColumnType } from '../../shared/columnType.ts';
import type { Place } from './ast.ts';
import type { ComparisonOperator, TypedExpression } from './typed.ts';
import { boolean, int64 } from './types.ts';
import { literal } from './widen.ts';

/** A comparison of two operands that have one type already. */
export function compareNode(
  operator: ComparisonOperator,
  left: TypedExpression,
  right: TypedExpression,
): TypedExpression {
  return { kind: 'compare', operator, left, right, type: boolean, place: left.place };
}

/** `and` or `or` of boolean operands; the operand itself if it is the only one. */
export function logicalNode(
  operator: 'and' | 'or',
  operands: readonly TypedExpression[],
  place: Place,
): TypedExpression {
  const [only, second] = operands;
  if (only && !second) return only;
  if (!only) return booleanNode(operator === 'and', place);
  return { kind: 'logical', operator, operands, type: boolean, place };
}

/** `is null`. */
export function isNullNode(operand: TypedExpression): TypedExpression {
  return { kind: 'isNull', operand, negated: false, type: boolean, place: operand.place };
}

/** `not`. */
export function notNode(operand: TypedExpression): TypedExpression {
  return { kind: 'not', operand, type: boolean, place: operand.place };
}

/** `case when … then … else … end`, its values of one type already. */
export function caseNode(
  branches: readonly { readonly when: TypedExpression; readonly then: TypedExpression }[],
  otherwise: TypedExpression,
  type: ColumnType,
  place: Place,
): TypedExpression {
  return { kind: 'case', branches, otherwise, type, place };
}

/** A null of this type. */
export function nullNode(type: ColumnType, place: Place): TypedExpression {
  return literal({ kind: 'null' }, type, place);
}

/** `true` or `false`. */
function booleanNode(value: boolean, place: Place): TypedExpression {
  return literal({ kind: 'boolean', value }, boolean, place);
}

/** A small integer. */
export function integerNode(value: number, place: Place): TypedExpression {
  return literal({ kind: 'integer', value: BigInt(value) }, int64, place);
}

import type { ColumnType } from '../../shared/columnType.ts';
import type { Place } from './ast.ts';
import { castRule } from './castRules.ts';
import { checkArithmetic } from './checkArithmetic.ts';
import { checkCall } from './checkCall.ts';
import { caseNode } from './nodes.ts';
import type { ArithmeticOperator, ScalarFunction, TypedExpression } from './typed.ts';
import { text } from './types.ts';
import { literal } from './widen.ts';

// Pieces of typed expressions, for functions that stand for other expressions: they cannot be
// written as text, as the language's own checker knows these functions.

const nowhere: Place = { start: 0, end: 0 };

/** A text literal. */
export function textNode(value: string): TypedExpression {
  return literal({ kind: 'text', value }, text);
}

/** A call, its arguments brought to the function's kinds. Throws `ExpressionError`. */
export function callNode(
  found: ScalarFunction,
  ...args: readonly TypedExpression[]
): TypedExpression {
  return checkCall(found, args, args[0]?.place ?? nowhere);
}

/** Arithmetic by the table of meanings. Throws `ExpressionError` for what are no numbers. */
export function mathNode(
  left: TypedExpression,
  operator: ArithmeticOperator,
  right: TypedExpression,
): TypedExpression {
  return checkArithmetic(operator, left, right, left.place);
}

/** A cast by the table of casts, of a pair that it knows. */
export function castNode(
  operand: TypedExpression,
  type: ColumnType,
  onError: 'error' | 'null' = 'null',
): TypedExpression {
  const rule = castRule(operand.type, type);
  const failing = rule === 'widens' ? 'widen' : onError;
  return { kind: 'cast', operand, onError: failing, type, place: operand.place };
}

/** Texts one after another; null where one is. */
export function joinedNode(operands: readonly TypedExpression[]): TypedExpression {
  const [only, second] = operands;
  if (only && !second) return only;
  return { kind: 'concat', operands, type: text, place: only?.place ?? nowhere };
}

/** `case when … then … else … end` of texts. */
export function textCase(
  branches: readonly (readonly [TypedExpression, TypedExpression])[],
  otherwise: TypedExpression,
): TypedExpression {
  return caseNode(
    branches.map(([when, then]) => ({ when, then })),
    otherwise,
    text,
    otherwise.place,
  );
}

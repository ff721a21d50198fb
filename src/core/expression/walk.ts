import type { TypedExpression } from './typed.ts';

/** The parts that a node is made of, in the order in which they are written. */
export function childrenOf(e: TypedExpression): readonly TypedExpression[] {
  switch (e.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return [];
    case 'negate':
    case 'not':
    case 'isNull':
    case 'like':
    case 'cast':
      return [e.operand];
    case 'arithmetic':
    case 'compare':
      return [e.left, e.right];
    case 'concat':
    case 'logical':
      return e.operands;
    case 'in':
      return [e.operand, ...e.items];
    case 'case':
      return [...e.branches.flatMap((b) => [b.when, b.then]), e.otherwise];
    case 'call':
      return e.args;
  }
}

/** The node with each part replaced; items of an `in` are literals and stay. */
export function mapChildren(
  e: TypedExpression,
  map: (child: TypedExpression) => TypedExpression,
): TypedExpression {
  switch (e.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return e;
    case 'negate':
    case 'not':
    case 'isNull':
    case 'like':
    case 'cast':
    case 'in':
      return { ...e, operand: map(e.operand) };
    case 'arithmetic':
    case 'compare':
      return { ...e, left: map(e.left), right: map(e.right) };
    case 'concat':
    case 'logical':
      return { ...e, operands: e.operands.map(map) };
    case 'case':
      return {
        ...e,
        branches: e.branches.map((b) => ({ when: map(b.when), then: map(b.then) })),
        otherwise: map(e.otherwise),
      };
    case 'call':
      return { ...e, args: e.args.map(map) };
  }
}

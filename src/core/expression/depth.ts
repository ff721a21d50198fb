import type { Expression } from './ast.ts';

/** Depths of a node's parts; chains of `and`, `or` and `||` count once, as they become one node. */
export function childDepths(e: Expression, depths: WeakMap<Expression, number>): number[] {
  const of = (child: Expression): number => depths.get(child) ?? 0;
  switch (e.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return [];
    case 'unary':
    case 'isNull':
    case 'cast':
      return [of(e.operand)];
    case 'binary': {
      const chained =
        (e.operator === 'and' || e.operator === 'or' || e.operator === '||') &&
        e.left.kind === 'binary' &&
        e.left.operator === e.operator;
      return [chained ? of(e.left) - 1 : of(e.left), of(e.right)];
    }
    case 'in':
      return [of(e.operand), e.items.reduce((most, item) => Math.max(most, of(item)), 0)];
    case 'between':
      return [of(e.operand), of(e.low), of(e.high)];
    case 'like':
      return [of(e.operand), of(e.pattern)];
    case 'case':
      return [
        e.branches.reduce((most, b) => Math.max(most, of(b.when), of(b.then)), 0),
        e.otherwise ? of(e.otherwise) : 0,
      ];
    case 'call':
      return [e.args.reduce((most, arg) => Math.max(most, of(arg)), 0)];
  }
}

import type { ColumnType } from '../../shared/columnType.ts';
import type { ScalarFunction } from '../functions/define.ts';
import type { LiteralValue, Place } from './ast.ts';

/** `+ - * / // %`. Both operands have the same kind: int64, decimal or float64. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%';

/** Comparisons. Both operands are of one kind, after implicit casts. */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * An expression after checking. Every node has its type, every implicit cast is a `cast` node
 * (which cannot fail), literals have the type they are used as, `between` and the simple form of
 * `case` are gone, and chains of `and`, `or`, `||` are one node.
 */
export type TypedExpression = { readonly type: ColumnType; readonly place: Place } & (
  | { readonly kind: 'literal'; readonly value: LiteralValue }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: TypedExpression }
  | { readonly kind: 'not'; readonly operand: TypedExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | { readonly kind: 'concat'; readonly operands: readonly TypedExpression[] }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | {
      readonly kind: 'logical';
      readonly operator: 'and' | 'or';
      readonly operands: readonly TypedExpression[];
    }
  | { readonly kind: 'isNull'; readonly operand: TypedExpression; readonly negated: boolean }
  /** `items` are literals that are not null, of the operand's type; null for a null operand. */
  | {
      readonly kind: 'in';
      readonly operand: TypedExpression;
      readonly items: readonly LiteralExpression[];
    }
  /** `pattern`: `%` any text, `_` one character, nothing else is special. */
  | {
      readonly kind: 'like';
      readonly operand: TypedExpression;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    }
  | {
      readonly kind: 'case';
      readonly branches: readonly {
        readonly when: TypedExpression;
        readonly then: TypedExpression;
      }[];
      readonly otherwise: TypedExpression;
    }
  | {
      readonly kind: 'cast';
      readonly operand: TypedExpression;
      /** `widen`: an implicit cast, which cannot fail. */
      readonly onError: 'error' | 'null' | 'widen';
    }
  | {
      readonly kind: 'call';
      readonly function: ScalarFunction;
      readonly args: readonly TypedExpression[];
    }
);

/** A typed node that is a literal. */
export type LiteralExpression = Extract<TypedExpression, { kind: 'literal' }>;

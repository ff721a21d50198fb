import type { ColumnType } from '../../shared/columnType.ts';

/** Where a piece of an expression stands in its text: offsets in UTF-16 units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Operators of the language, after `<>`/`!=` and `==`/`=` were made one. */
export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '||' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

/** An expression as it was parsed: names are unresolved, nothing has a type. */
export type Expression = { readonly place: Place } & (
  | { readonly kind: 'literal'; readonly value: LiteralValue }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'isNull'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly items: readonly Expression[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly ignoreCase: boolean;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | undefined;
    }
  | {
      readonly kind: 'cast';
      readonly operand: Expression;
      readonly to: ColumnType;
      readonly onError: 'error' | 'null';
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
);

/** A literal; integers beyond 2⁵³ and decimals stay exact. */
export type LiteralValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  /** Digits with a point, kept as text: `1.50`. */
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** `date '2026-01-31'`. */
  | { readonly kind: 'date'; readonly text: string }
  /** `timestamp '2026-01-31 12:00:00'`, UTC, up to microseconds. */
  | { readonly kind: 'timestamp'; readonly text: string };

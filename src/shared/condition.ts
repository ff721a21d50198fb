import type { Json } from './json.ts';

/** The words of `is`, as documents write them. */
export const conditionTests = [
  'equals',
  'not-equals',
  'less',
  'at-most',
  'greater',
  'at-least',
  'between',
  'before',
  'on-or-before',
  'after',
  'on-or-after',
  'in',
  'not-in',
  'contains',
  'starts-with',
  'ends-with',
  'matches',
  'is-null',
  'is-not-null',
  'is-nan',
  'is-empty',
] as const;

/** A word of `is`. */
export type ConditionTest = (typeof conditionTests)[number];

/** A condition on rows, as documents hold it (FORMATS: Condition). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly expression: string }
  | {
      readonly column: string;
      readonly is: ConditionTest;
      readonly value?: Json | undefined;
    };

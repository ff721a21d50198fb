import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Json } from '../operations/define.ts';
import type { ExpressionScope } from './check.ts';
import type { TypedExpression } from './typed.ts';

/** Words of `is`. */
const tests = [
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

/** A condition on rows, as documents hold it (FORMATS: Condition). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly expression: string }
  | {
      readonly column: string;
      readonly is: (typeof tests)[number];
      readonly value?: Json | undefined;
    };

const json: z.ZodType<Json> = z.json();

/** The schema of a `Condition`. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema) }),
    z.strictObject({ any: z.array(conditionSchema) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ expression: z.string() }),
    z.strictObject({ column: z.string(), is: z.enum(tests), value: json.optional() }),
  ]),
);

/**
 * The condition as a boolean expression. Throws `StepError` whose path leads into the condition.
 * Unknown (null) counts as not matching: filter with it, do not negate it.
 */
export function conditionExpression(condition: Condition, scope: ExpressionScope): TypedExpression {
  throw new AppError('internal', JSON.stringify([condition, scope]));
}

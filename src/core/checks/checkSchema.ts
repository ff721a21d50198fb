import { z } from 'zod';
import type { Check } from '../../shared/recipe.ts';
import { checkRules } from './registry.ts';

const severity = z.enum(['error', 'warn']).meta({
  title: 'If it does not hold',
  labels: { error: 'fails the run', warn: 'warns' },
});

const rules = checkRules.map(({ id, title, summary, params }) =>
  z
    .strictObject({ rule: z.literal(id), ...params, severity })
    .meta({ title, description: summary }),
);
const [first, ...rest] = rules;
if (!first) throw new Error('There is no rule.');

// SAFETY: each rule's `params` have the types of its checks, by the type of `CheckRule`.
/** The schema of a check: its rule decides which params stand beside it. */
export const checkSchema = z
  .discriminatedUnion('rule', [first, ...rest])
  .meta({ title: 'Rule' }) as unknown as z.ZodType<Check>;

import type { InsightRule } from './define.ts';
import { insightRules as generated } from './index.gen.ts';

/** Every rule, in the order of their ids. */
export const insightRules: readonly InsightRule[] = generated.map(
  // SAFETY: a rule is only ever called with the values of its own thresholds.
  (rule) => rule as unknown as InsightRule,
);

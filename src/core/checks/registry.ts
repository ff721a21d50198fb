import type { Check } from '../../shared/recipe.ts';
import type { CheckRule, RuleId } from './define.ts';
import { checkRules as generated } from './index.gen.ts';

/** Every rule of the catalogue. */
export const checkRules: readonly CheckRule<RuleId>[] = generated.map(
  // SAFETY: `ruleOf` and the schema give a rule nothing but checks of its own id.
  (rule) => rule as unknown as CheckRule<RuleId>,
);

const byId = new Map(checkRules.map((rule) => [rule.id, rule]));

/** The rule of a check. */
export function ruleOf(check: Check): CheckRule<RuleId> {
  const rule = byId.get(check.rule);
  if (rule) return rule;
  throw new Error(`There is no rule ${check.rule}.`);
}

import type { Check } from '../../shared/recipe.ts';
import type { CheckRule, RuleId } from './define.ts';
import { checkRules as generated } from './index.gen.ts';

/** What comes first where rules are listed: the most common ones. */
const first: readonly RuleId[] = ['not-null', 'unique', 'in-range', 'in-set', 'matches', 'type'];

/** Every rule of the catalogue, in the order of lists. */
export const checkRules: readonly CheckRule<RuleId>[] = generated
  // SAFETY: `ruleOf` and the schema give a rule nothing but checks of its own id.
  .map((rule) => rule as unknown as CheckRule<RuleId>)
  .sort((a, b) => placeOf(a.id) - placeOf(b.id));

function placeOf(id: RuleId): number {
  const place = first.indexOf(id);
  return place < 0 ? first.length : place;
}

const byId = new Map(checkRules.map((rule) => [rule.id, rule]));

/** The rule of a check. */
export function ruleOf(check: Check): CheckRule<RuleId> {
  const rule = byId.get(check.rule);
  if (rule) return rule;
  throw new Error(`There is no rule ${check.rule}.`);
}

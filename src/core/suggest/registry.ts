import type { SuggestionRule } from './define.ts';
import { suggestionRules } from './index.gen.ts';

const byId = new Map<string, SuggestionRule>(suggestionRules.map((rule) => [rule.id, rule]));

/** The rule that a hint names. */
export function suggestionRule(id: string): SuggestionRule | undefined {
  return byId.get(id);
}

/** The names that hints may hold. */
export const suggestionIds: readonly string[] = [...byId.keys()];

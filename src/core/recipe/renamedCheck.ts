import { z } from 'zod';
import { ruleOf } from '../checks/registry.ts';
import type { Renames } from '../expression/renamedText.ts';
import type { Json } from '../../shared/json.ts';
import type { Check } from '../../shared/recipe.ts';
import { renamedBy } from './renamedParams.ts';

/** A check with columns of the final table under their new names. */
export function renamedCheck(check: Check, renames: Renames): Check {
  const params = z.strictObject(ruleOf(check).params);
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  // SAFETY: a check is JSON, and stays one of its rule: only names in it are others.
  return renamedBy(schema, check as unknown as Json, renames) as unknown as Check;
}

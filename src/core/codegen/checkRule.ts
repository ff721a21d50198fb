import type { Schema } from '../../shared/columnType.ts';
import { compileCheck } from '../recipe/checks.ts';
import type { Check } from '../../shared/recipe.ts';
import { ident } from '../sql/sql.ts';

/** A check's severity and its rule in words, the same for every target. */
export function checkRule(
  check: Check,
  schema: Schema,
): { readonly severity: 'error' | 'warn'; readonly title: string } {
  return { severity: check.severity, title: compileCheck(check, schema, ident('result')).title };
}

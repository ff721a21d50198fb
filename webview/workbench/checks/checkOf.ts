import type { Check } from '../../../src/shared/recipe.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { Issue } from '../form/model/issue.ts';
import { isObject } from '../form/model/json.ts';

/** The check that its form gave; the form has no other keys and types than its schema, the host's. */
export function checkOf(value: Json): Check | undefined {
  return isCheck(value) ? value : undefined;
}

function isCheck(value: unknown): value is Check {
  return typeof value === 'object' && value !== null && 'rule' in value && 'severity' in value;
}

const ranges: readonly (Json | undefined)[] = ['in-range', 'row-count', 'statistic'];

/** What no field alone can say: a range needs a bound, and they are in order. */
export function checkIssues(value: Json): readonly Issue[] {
  if (!isObject(value) || !ranges.includes(value['rule'])) return [];
  const { min, max } = value;
  if (min === undefined && max === undefined) {
    return [{ path: ['min'], message: 'Give one bound, or both.', wrong: false }];
  }
  const swapped = typeof min === 'number' && typeof max === 'number' && min > max;
  return swapped
    ? [{ path: ['max'], message: 'This is less than the other bound.', wrong: true }]
    : [];
}

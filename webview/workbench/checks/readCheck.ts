import type { Check } from '../../../src/shared/recipe.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { Issue } from '../form/model/issue.ts';
import { isList, isObject, textAt } from '../form/model/json.ts';

/** The check that a form gave; undefined for what is none. */
export function readCheck(value: Json): Check | undefined {
  if (!isObject(value)) return undefined;
  const severity = value['severity'] === 'warn' ? 'warn' : 'error';
  const column = textAt(value, 'column') ?? '';
  const { rule, columns, min, max } = value;
  switch (rule) {
    case 'not-null':
      return { rule, column, severity };
    case 'unique': {
      const names = isList(columns) ? columns.filter((name) => typeof name === 'string') : [];
      return { rule, columns: names, severity };
    }
    case 'in-range':
      return {
        rule,
        column,
        ...(isBound(min) ? { min } : {}),
        ...(isBound(max) ? { max } : {}),
        severity,
      };
    case 'row-count':
      return {
        rule,
        ...(typeof min === 'number' ? { min } : {}),
        ...(typeof max === 'number' ? { max } : {}),
        severity,
      };
    default:
      return undefined;
  }
}

/** What no field alone can say: a range needs a bound, and they are in order. */
export function checkIssues(value: Json): readonly Issue[] {
  const check = readCheck(value);
  if (!check || (check.rule !== 'in-range' && check.rule !== 'row-count')) return [];
  const { min, max } = check;
  if (min === undefined && max === undefined) {
    return [{ path: ['min'], message: 'Give one bound, or both.', wrong: false }];
  }
  const swapped = typeof min === 'number' && typeof max === 'number' && min > max;
  return swapped
    ? [{ path: ['max'], message: 'This is less than the other bound.', wrong: true }]
    : [];
}

function isBound(value: Json | undefined): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

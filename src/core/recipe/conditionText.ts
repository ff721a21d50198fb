import type { Condition, ConditionTest } from '../../shared/condition.ts';
import type { Json } from '../../shared/json.ts';

const signs: Readonly<Record<ConditionTest, string>> = {
  equals: '=',
  'not-equals': '≠',
  less: '<',
  'at-most': '≤',
  greater: '>',
  'at-least': '≥',
  between: 'between',
  before: 'before',
  'on-or-before': 'on or before',
  after: 'after',
  'on-or-after': 'on or after',
  in: 'in',
  'not-in': 'not in',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  matches: 'matches',
  'is-null': 'is null',
  'is-not-null': 'is not null',
  'is-nan': 'is NaN',
  'is-empty': 'is empty',
};

const temporal: readonly string[] = ['before', 'on-or-before', 'after', 'on-or-after'];

/** A condition as one reads it: `distance > 0 and date is not null`. */
export function conditionText(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and', 'every row');
  if ('any' in condition) return joined(condition.any, 'or', 'no row');
  if ('not' in condition) return `not ${bracketed(condition.not)}`;
  if ('expression' in condition) return condition.expression;
  const { column, is, value } = condition;
  const start = `${column} ${signs[is]}`;
  if (value === undefined) return start;
  if (is === 'between' && isList(value)) return `${start} ${value.map(valueText).join(' and ')}`;
  // A date among such words needs no quotes to be seen as a value.
  if (temporal.includes(is) && typeof value === 'string') return `${start} ${value}`;
  return `${start} ${valueText(value)}`;
}

/** A value of params as one reads it: text in quotes, a parameter as `:name`, a list in brackets. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return `“${value}”`;
  if (value === null || typeof value !== 'object') return String(value);
  if (isList(value)) {
    const shown = value.slice(0, 5).map(valueText).join(', ');
    return `(${shown}${value.length > 5 ? ', …' : ''})`;
  }
  if (typeof value['param'] === 'string') return `:${value['param']}`;
  if (typeof value['column'] === 'string') return value['column'];
  if (typeof value['source'] === 'string') return value['source'];
  return JSON.stringify(value);
}

function joined(parts: readonly Condition[], word: string, none: string): string {
  if (parts.length === 0) return none;
  const [only] = parts;
  if (only && parts.length === 1) return conditionText(only);
  return parts.map(bracketed).join(` ${word} `);
}

function bracketed(condition: Condition): string {
  const text = conditionText(condition);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return parts.length > 1 || 'expression' in condition || 'not' in condition ? `(${text})` : text;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

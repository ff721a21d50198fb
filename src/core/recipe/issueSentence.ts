import type { z } from 'zod';

/** A problem that a schema found, in words: “expression is missing”, “seed must be a number”. `name` begins it. */
export function issueSentence(issue: z.core.$ZodIssue, name: string): string {
  if (issue.code === 'invalid_type') {
    // The only place where the schema library tells a missing value from a wrong one.
    if (issue.message.endsWith('received undefined')) return `${name} is missing.`;
    // A schema may have words of its own for what it wants.
    const own = issue.message.startsWith('Invalid input') ? undefined : issue.message;
    return `${name} must be ${own ?? kinds[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === 'invalid_value') {
    return `${name} must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
  }
  if (issue.code === 'too_small')
    return `${name} must have ${bound(issue, issue.minimum, 'at least')}.`;
  if (issue.code === 'too_big')
    return `${name} must have ${bound(issue, issue.maximum, 'at most')}.`;
  if (issue.code === 'invalid_key') {
    return `${name} names something by what is no name: letters, digits and _ are, a digit not first.`;
  }
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return `${name} is none that there is; there are ${issue.options.map(String).join(', ')}.`;
  }
  if (issue.code === 'invalid_union') return `${name} has none of the forms that it may have.`;
  return `${name}: ${issue.message.replace(/\.$/, '')}.`;
}

function bound(
  issue: { readonly origin: string; readonly inclusive?: boolean },
  limit: number | bigint,
  words: 'at least' | 'at most',
): string {
  const many = `${words} ${String(limit)}`;
  if (issue.origin === 'array' || issue.origin === 'set')
    return `${many} ${limit === 1 ? 'item' : 'items'}`;
  if (issue.origin === 'string') return `${many} ${limit === 1 ? 'character' : 'characters'}`;
  if (issue.inclusive !== false) return `a value of ${many}`;
  return `a value ${words === 'at least' ? 'above' : 'below'} ${String(limit)}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

import type { z } from 'zod';

/** A problem that a schema found, in words: “expression is missing”, “seed must be a number”. `name` begins it. */
export function issueSentence(issue: z.core.$ZodIssue, name: string): string {
  if (issue.code === 'invalid_type') {
    // The only place where the schema library tells a missing value from a wrong one.
    if (issue.message.endsWith('received undefined')) return `${name} is missing.`;
    return `${name} must be ${kinds[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === 'invalid_value') {
    return `${name} must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
  }
  if (issue.code === 'invalid_union') return `${name} has none of the forms that it may have.`;
  return `${name}: ${issue.message.replace(/\.$/, '')}.`;
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

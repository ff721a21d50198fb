/** The words by which a check compares two columns: those of a condition's `is`. */
export const comparisons = [
  'equals',
  'not-equals',
  'less',
  'at-most',
  'greater',
  'at-least',
  'before',
  'on-or-before',
  'after',
  'on-or-after',
] as const;

/** The units of an age; a month has no fixed length and is none. */
export const ageUnits = ['minutes', 'hours', 'days', 'weeks'] as const;

/** The figures of a column that a check can bound. */
export const statisticNames = ['mean', 'min', 'max', 'distinct', 'missing-share'] as const;

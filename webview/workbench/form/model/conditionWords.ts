import type { ColumnType } from '../../../../src/shared/columnType.ts';
import type { ConditionTest } from '../../../../src/shared/condition.ts';

/** What a test asks for after it. */
export type OperandShape = 'none' | 'one' | 'two' | 'list';

/** How a test reads between a column and a value. */
export const testWords: Readonly<Record<ConditionTest, string>> = {
  equals: 'is',
  'not-equals': 'is not',
  less: 'is less than',
  'at-most': 'is at most',
  greater: 'is greater than',
  'at-least': 'is at least',
  between: 'is between',
  before: 'is before',
  'on-or-before': 'is on or before',
  after: 'is after',
  'on-or-after': 'is on or after',
  in: 'is one of',
  'not-in': 'is none of',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  matches: 'matches the pattern',
  'is-null': 'is null',
  'is-not-null': 'is not null',
  'is-nan': 'is NaN',
  'is-empty': 'is empty text',
};

const nulls: readonly ConditionTest[] = ['is-null', 'is-not-null'];
const same: readonly ConditionTest[] = ['equals', 'not-equals'];
const listed: readonly ConditionTest[] = ['in', 'not-in'];
const ordered: readonly ConditionTest[] = ['less', 'at-most', 'greater', 'at-least', 'between'];

/** The tests that make sense for a column, the likeliest first; all but the odd ones without one. */
export function testsFor(type: ColumnType | undefined): readonly ConditionTest[] {
  switch (type?.kind) {
    case 'boolean':
      return [...same, ...nulls];
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'decimal':
      return [...same, ...ordered, ...listed, ...nulls];
    case 'float32':
    case 'float64':
      return [...same, ...ordered, ...listed, ...nulls, 'is-nan'];
    case 'date':
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return [
        'on-or-after',
        'after',
        'on-or-before',
        'before',
        'between',
        ...same,
        ...listed,
        ...nulls,
      ];
    case 'text':
    case undefined:
      return [
        ...same,
        ...listed,
        'contains',
        'starts-with',
        'ends-with',
        'matches',
        'is-empty',
        ...ordered,
        ...nulls,
      ];
    default:
      return nulls;
  }
}

export function operandShape(is: ConditionTest): OperandShape {
  switch (is) {
    case 'is-null':
    case 'is-not-null':
    case 'is-nan':
    case 'is-empty':
      return 'none';
    case 'between':
      return 'two';
    case 'in':
    case 'not-in':
      return 'list';
    default:
      return 'one';
  }
}

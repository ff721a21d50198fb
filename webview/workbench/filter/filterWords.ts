import type { Condition, ConditionTest } from '../../../src/shared/condition.ts';
import type { Json } from '../../../src/shared/json.ts';
import { operandShape, testWords } from '../form/model/conditionWords.ts';

/** The test of one column, which is all that a filter is. */
export type ColumnTest = Extract<Condition, { readonly is: ConditionTest }>;

const signs: Partial<Record<ConditionTest, string>> = {
  equals: '=',
  'not-equals': '≠',
  less: '<',
  'at-most': '≤',
  greater: '>',
  'at-least': '≥',
};

/** A filter behind its column's name: `≥ 15`, `is ATL, ORD, DFW`, `contains late`. */
export function filterWords({ is, value }: ColumnTest): string {
  const values = Array.isArray(value) ? value.map(valueWords) : [valueWords(value ?? null)];
  switch (operandShape(is)) {
    case 'none':
      return testWords[is];
    case 'two':
      return `is ${values.join(' to ')}`;
    case 'list': {
      const shown = values.slice(0, 3).join(', ');
      const more = values.length - 3;
      return `${is === 'in' ? 'is' : 'is not'} ${shown}${more > 0 ? ` or ${more} more` : ''}`;
    }
    case 'one':
      return `${signs[is] ?? testWords[is].replace(/^is /, '')} ${values.join(', ')}`;
  }
}

function valueWords(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value === '') return '""';
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}

/** True for a condition that a filter's chip can show and edit. */
export function isColumnTest(condition: Condition): condition is ColumnTest {
  return 'is' in condition;
}

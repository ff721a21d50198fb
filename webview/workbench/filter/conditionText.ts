import type { Condition } from '../../../src/shared/condition.ts';
import { filterWords, isColumnTest } from './filterWords.ts';

/** Any condition in words: `delay < −22 or delay > 40`. */
export function conditionText(condition: Condition): string {
  if (isColumnTest(condition)) return `${condition.column} ${filterWords(condition)}`;
  if ('expression' in condition) return condition.expression;
  if ('not' in condition) return `not (${conditionText(condition.not)})`;
  const [parts, word] = 'all' in condition ? [condition.all, 'and'] : [condition.any, 'or'];
  const [first] = parts;
  if (first && parts.length === 1) return conditionText(first);
  return parts
    .map((part) => (isColumnTest(part) ? conditionText(part) : `(${conditionText(part)})`))
    .join(` ${word} `);
}

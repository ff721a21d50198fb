import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { daysInMonthNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'days_in_month',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'How many days the month has in which the value lies, 28 to 31. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? daysInMonthNode(value) : nullNode(int64, place)),
  },
  examples: [
    { args: ["date '2024-02-01'"], result: '29' },
    { args: ["date '1900-02-01'"], result: '28' },
    { args: ["timestamp '9999-12-31 23:59:59'"], result: '31' },
    { args: ['null'], result: null },
  ],
});

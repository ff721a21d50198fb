import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { dayOfWeekNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'dayofweek',
  aliases: ['day_of_week', 'dow'],
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary:
    'The day of the week, 0 is Sunday and 6 Saturday; `weekday` counts from Monday. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? dayOfWeekNode(value) : nullNode(int64, place)),
  },
  examples: [
    { args: ["date '2026-01-04'"], result: '0' },
    { args: ["date '2026-01-05'"], result: '1' },
    { args: ["timestamp '1970-01-03 23:59:59'"], result: '6' },
    { args: ['null'], result: null },
  ],
});

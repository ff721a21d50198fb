import { nullNode } from '../expression/nodes.ts';
import { boolean } from '../expression/types.ts';
import { isWeekendNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'is_weekend',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => boolean,
  summary: 'True for Saturdays and Sundays. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? isWeekendNode(value) : nullNode(boolean, place)),
  },
  examples: [
    { args: ["date '2026-01-03'"], result: 'true' },
    { args: ["timestamp '2026-01-04 23:59:59.999999'"], result: 'true' },
    { args: ["date '2026-01-05'"], result: 'false' },
    { args: ['null'], result: null },
  ],
});

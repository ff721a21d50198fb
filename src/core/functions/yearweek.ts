import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { yearweekNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'yearweek',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The ISO year and week as one number: 202601. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? yearweekNode(value) : nullNode(int64, place)),
  },
  examples: [
    { args: ["date '2026-01-01'"], result: '202601' },
    { args: ["date '2027-01-01'"], result: '202653' },
    { args: ['null'], result: null },
  ],
});

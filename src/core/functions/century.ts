import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { centuryNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'century',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The century: 20 for the years 1901 to 2000. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? centuryNode(value) : nullNode(int64, place)),
  },
  examples: [
    { args: ["date '2000-12-31'"], result: '20' },
    { args: ["date '2001-01-01'"], result: '21' },
    { args: ["timestamp '0001-01-01 00:00:00'"], result: '1' },
    { args: ['null'], result: null },
  ],
});

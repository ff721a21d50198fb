import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { decadeNode } from './dateNodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'decade',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The year without its last digit: 199 for the years 1990 to 1999. Null gives null.',
  emit: {
    expand: ([value], place) => (value ? decadeNode(value) : nullNode(int64, place)),
  },
  examples: [
    { args: ["date '1999-12-31'"], result: '199' },
    { args: ["timestamp '2000-01-01 00:00:00'"], result: '200' },
    { args: ["date '0005-01-01'"], result: '0' },
    { args: ['null'], result: null },
  ],
});

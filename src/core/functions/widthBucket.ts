import { expectBetween } from '../expression/literalArgument.ts';
import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { bucketNode } from './bucketNode.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'width_bucket',
  parameters: [
    { name: 'value', kind: 'float' },
    { name: 'low', kind: 'float' },
    { name: 'high', kind: 'float' },
    { name: 'count', kind: 'integer', must: 'literal' },
  ],
  result: () => int64,
  check: (args) => {
    expectBetween(args[3], 'count', 1, 1_000_000);
  },
  summary:
    'Which of `count` equally wide parts of the range from `low` up to `high` the value lies in, from 1; 0 below the range and count + 1 from `high` on, NaN too. Null where `low` is not below `high`, or one of them is null.',
  repeats: true,
  emit: {
    expand: ([value, low, high, count], place) =>
      value && low && high && count ? bucketNode(value, low, high, count) : nullNode(int64, place),
  },
  examples: [
    { args: ['5.35e0', '0', '10', '5'], result: '3' },
    { args: ['0', '0', '10', '5'], result: '1' },
    { args: ['9.999e0', '0', '10', '5'], result: '5' },
    { args: ['10', '0', '10', '5'], result: '6' },
    { args: ['-0.1', '0', '10', '5'], result: '0' },
    { args: ["cast('inf' as float64)", '0', '10', '5'], result: '6' },
    { args: ["cast('nan' as float64)", '0', '10', '5'], result: '6' },
    { args: ['1', '3', '3', '5'], result: null },
    { args: ['null', '0', '10', '5'], result: null },
  ],
});

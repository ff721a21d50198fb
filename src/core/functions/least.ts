import { text } from '../expression/types.ts';
import { caseNode, compareNode, isNullNode } from '../expression/nodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'least',
  parameters: [{ name: 'value', kind: 'ordered', repeated: true }],
  result: ([a]) => a?.type ?? text,
  summary:
    'The least of the values; nulls are left out, NaN is greater than every number. Null only if all are.',
  emit: {
    expand: (args, place) =>
      args.reduce((best, next) =>
        caseNode(
          [
            { when: isNullNode(best), then: next },
            { when: isNullNode(next), then: best },
            { when: compareNode('<=', best, next), then: best },
          ],
          next,
          next.type,
          place,
        ),
      ),
  },
  examples: [
    { args: ['1', '3', '2'], result: '1' },
    { args: ['null', '3'], result: '3' },
    { args: ['1e0', "cast('nan' as float64)"], result: '1.0' },
    { args: ["'B'", "'a'"], result: 'B' },
  ],
});

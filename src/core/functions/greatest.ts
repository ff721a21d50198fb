import { text } from '../expression/types.ts';
import { caseNode, compareNode, isNullNode } from '../expression/nodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'greatest',
  parameters: [{ name: 'value', kind: 'ordered', repeated: true }],
  result: ([a]) => a?.type ?? text,
  summary:
    'The greatest of the values; nulls are left out, NaN is greater than every number. Null only if all are.',
  emit: {
    expand: (args, place) =>
      args.reduce((best, next) =>
        caseNode(
          [
            { when: isNullNode(best), then: next },
            { when: isNullNode(next), then: best },
            { when: compareNode('>=', best, next), then: best },
          ],
          next,
          next.type,
          place,
        ),
      ),
  },
  examples: [
    { args: ['1', '3', '2'], result: '3' },
    { args: ['1', 'null'], result: '1' },
    { args: ["'a'", "'b'"], result: 'b' },
    { args: ['1e0', "cast('nan' as float64)"], result: 'nan' },
    { args: ["date '2026-01-01'", "date '2025-01-01'"], result: '2026-01-01' },
  ],
});

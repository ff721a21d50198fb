import { text } from '../expression/types.ts';
import { caseNode, compareNode, nullNode } from '../expression/nodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'nullif',
  parameters: [
    { name: 'value', kind: 'any' },
    { name: 'null_value', kind: 'any' },
  ],
  result: ([a]) => a?.type ?? text,
  summary: 'Null where both are equal, else the first. NaN equals NaN.',
  emit: {
    expand: (args, place) => {
      const [value, other] = args;
      if (!value || !other) return nullNode(text, place);
      const when = compareNode('=', value, other);
      return caseNode([{ when, then: nullNode(value.type, place) }], value, value.type, place);
    },
  },
  examples: [
    { args: ['1', '1'], result: null },
    { args: ['1', '2'], result: '1' },
    { args: ["'a'", 'null'], result: 'a' },
    { args: ["cast('nan' as float64)", "cast('nan' as float64)"], result: null },
  ],
});

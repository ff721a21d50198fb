import { text } from '../expression/types.ts';
import { caseNode, nullNode } from '../expression/nodes.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'if',
  parameters: [
    { name: 'condition', kind: 'boolean' },
    { name: 'then', kind: 'any' },
    { name: 'otherwise', kind: 'any' },
  ],
  result: ([, a]) => a?.type ?? text,
  summary: '`then` where the condition is true, `otherwise` where it is false or null.',
  emit: {
    expand: (args, place) => {
      const [when, then, otherwise] = args;
      if (!when || !then || !otherwise) return nullNode(text, place);
      return caseNode([{ when, then }], otherwise, then.type, place);
    },
  },
  examples: [
    { args: ['true', '1', '2'], result: '1' },
    { args: ['false', '1', '2'], result: '2' },
    { args: ['null', "'a'", "'b'"], result: 'b' },
  ],
});

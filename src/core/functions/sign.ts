import { int64 } from '../expression/types.ts';
import { caseNode, compareNode, integerNode, nullNode } from '../expression/nodes.ts';
import { widen } from '../expression/widen.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'sign',
  aliases: ['signum'],
  parameters: [{ name: 'value', kind: 'plain' }],
  result: () => int64,
  summary: '-1, 0 or 1. NaN is greater than every number: 1. Null gives null.',
  emit: {
    expand: (args, place) => {
      const [value] = args;
      if (!value) return integerNode(0, place);
      const zero = widen(integerNode(0, place), value.type);
      const branch = (operator: '<' | '>' | '=', result: number) => ({
        when: compareNode(operator, value, zero),
        then: integerNode(result, place),
      });
      const branches = [branch('<', -1), branch('>', 1), branch('=', 0)];
      return caseNode(branches, nullNode(int64, place), int64, place);
    },
  },
  examples: [
    { args: ['-3'], result: '-1' },
    { args: ['0e0'], result: '0' },
    { args: ['2.5'], result: '1' },
    { args: ["cast('nan' as float64)"], result: '1' },
    { args: ['null'], result: null },
  ],
});

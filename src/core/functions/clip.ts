import { isFloat, text } from '../expression/types.ts';
import { caseNode, compareNode, logicalNode, nullNode } from '../expression/nodes.ts';
import { literal } from '../expression/widen.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'clip',
  aliases: ['clamp'],
  parameters: [
    { name: 'value', kind: 'ordered' },
    { name: 'low', kind: 'ordered' },
    { name: 'high', kind: 'ordered' },
  ],
  result: ([a]) => a?.type ?? text,
  summary:
    '`low` where the value is less, else `high` where it is greater, else the value. A bound that is null is none; null and NaN stay.',
  emit: {
    expand: (args, place) => {
      const [value, low, high] = args;
      if (!value || !low || !high) return nullNode(text, place);
      const greater = compareNode('>', value, high);
      // NaN is greater than infinity, nothing else is.
      const most = literal({ kind: 'float', value: Infinity }, value.type, place);
      const isNumber = isFloat(value.type) && compareNode('<=', value, most);
      const branches = [
        { when: compareNode('<', value, low), then: low },
        { when: isNumber ? logicalNode('and', [greater, isNumber], place) : greater, then: high },
      ];
      return caseNode(branches, value, value.type, place);
    },
  },
  examples: [
    { args: ['5', '0', '10'], result: '5' },
    { args: ['-5', '0', '10'], result: '0' },
    { args: ['1.5e0', '0', '1'], result: '1.0' },
    { args: ['-5', 'null', '-10'], result: '-10' },
    { args: ["cast('nan' as float64)", '0', '1'], result: 'nan' },
    { args: ["cast('-inf' as float64)", '0', '1'], result: '0.0' },
    { args: ["date '2026-05-01'", "date '2026-01-01'", "date '2026-03-31'"], result: '2026-03-31' },
    { args: ['cast(null as int64)', '0', '10'], result: null },
  ],
});

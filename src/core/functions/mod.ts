import { checkArithmetic } from '../expression/checkArithmetic.ts';
import { nullNode } from '../expression/nodes.ts';
import type { Place } from '../expression/ast.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';

const nowhere: Place = { start: 0, end: 0 };

function remainder(args: readonly TypedExpression[], place: Place): TypedExpression {
  const [value, divisor] = args;
  return value && divisor ? checkArithmetic('%', value, divisor, place) : nullNode(int64, place);
}

export default defineFunction({
  name: 'mod',
  parameters: [
    { name: 'value', kind: 'number' },
    { name: 'divisor', kind: 'number' },
  ],
  result: (args) => remainder(args, nowhere).type,
  summary:
    'Remainder with the sign of the value, as `value % divisor`; null, counted, for the divisor 0.',
  emit: { expand: remainder },
  examples: [
    { args: ['7', '3'], result: '1' },
    { args: ['-7', '3'], result: '-1' },
    { args: ['5.5e0', '2'], result: '1.5' },
    { args: ['2.50', '1'], result: '0.50' },
    { args: ['7', '0'], result: null },
    { args: ['cast(null as int64)', '3'], result: null },
  ],
});

import { float64 } from '../expression/types.ts';
import { literal } from '../expression/widen.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'pi',
  parameters: [],
  result: () => float64,
  summary: 'π: 3.141592653589793.',
  emit: { expand: (_, place) => literal({ kind: 'float', value: Math.PI }, float64, place) },
  examples: [{ args: [], result: '3.141592653589793' }],
});

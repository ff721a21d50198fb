import { callNode, mathNode } from '../expression/build.ts';
import { int64 } from '../expression/types.ts';
import { integerNode, nullNode } from '../expression/nodes.ts';
import { defineFunction } from './define.ts';
import isoyear from './isoyear.ts';
import week from './week.ts';

export default defineFunction({
  name: 'yearweek',
  parameters: [{ name: 'value', kind: 'temporal' }],
  result: () => int64,
  summary: 'The ISO year and week as one number: 202601. Null gives null.',
  emit: {
    expand: ([value], place) => {
      if (!value) return nullNode(int64, place);
      const year = mathNode(callNode(isoyear, value), '*', integerNode(100, place));
      return mathNode(year, '+', callNode(week, value));
    },
  },
  examples: [
    { args: ["date '2026-01-01'"], result: '202601' },
    { args: ["date '2027-01-01'"], result: '202653' },
    { args: ['null'], result: null },
  ],
});

import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';
import { dayNode, workdaysNode } from './workdays.ts';

export default defineFunction({
  name: 'business_days',
  parameters: [
    { name: 'from', kind: 'temporal' },
    { name: 'to', kind: 'temporal' },
  ],
  result: () => int64,
  summary:
    'How many days from Monday to Friday lie from `from` up to but not including `to`; negative if `to` is earlier. Null if either is.',
  repeats: true,
  emit: {
    expand: ([from, to], place) => {
      if (!from || !to) return nullNode(int64, place);
      return workdaysNode(dayNode(from), dayNode(to), { weekend: [6, 7], holidays: [] });
    },
  },
  examples: [
    { args: ["date '2026-01-01'", "date '2026-01-08'"], result: '5' },
    { args: ["date '2026-01-03'", "date '2026-01-05'"], result: '0' },
    { args: ["date '2026-01-05'", "date '2026-01-03'"], result: '0' },
    { args: ["date '2026-01-08'", "date '2026-01-01'"], result: '-5' },
    { args: ["date '1969-12-31'", "timestamp '1970-01-02 23:00:00'"], result: '2' },
    { args: ['null', "date '2026-01-01'"], result: null },
  ],
});

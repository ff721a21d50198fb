import { literalText } from '../expression/literalArgument.ts';
import { nullNode } from '../expression/nodes.ts';
import { text } from '../expression/types.ts';
import { formattedNode } from './formatted.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'strftime',
  parameters: [
    { name: 'value', kind: 'temporal' },
    { name: 'format', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: ([value, format]) => {
    if (value && format) formattedNode(value, literalText(format), format.place);
  },
  summary:
    'A date or timestamp as text, by a format of %Y %y %m %B %b %d %j %A %a %u (Monday is 1) %w (Sunday is 0) %H %I %p %M %S %f %G %V %%; %-d and the like leave leading zeros away. Names are English. Null gives null.',
  repeats: true,
  emit: {
    expand: ([value, format], place) =>
      value && format
        ? formattedNode(value, literalText(format), format.place)
        : nullNode(text, place),
  },
  examples: [
    { args: ["date '2026-01-05'", "'%A, %-d %B %Y'"], result: 'Monday, 5 January 2026' },
    {
      args: ["timestamp '2026-01-05 00:07:09.5'", "'%d.%m.%y %I:%M:%S.%f %p'"],
      result: '05.01.26 12:07:09.500000 AM',
    },
    {
      args: ["timestamp '1969-12-31 23:59:59.999999'", "'%j %H%M%S %f %-I%p'"],
      result: '365 235959 999999 11PM',
    },
    { args: ["date '0099-03-04'", "'%Y/%-m/%-d %y'"], result: '0099/3/4 99' },
    { args: ["date '2027-01-03'", "'%G-W%V-%u %w %a %b'"], result: '2026-W53-7 0 Sun Jan' },
    { args: ["date '9999-12-31'", "'100%% 🚀 %Y'"], result: '100% 🚀 9999' },
    { args: ["date '2026-01-05'", "'no part'"], result: 'no part' },
    { args: ['null', "'%Y'"], result: null },
    { args: ['null', "'x'"], result: null },
  ],
});

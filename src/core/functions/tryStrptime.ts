import { literalText } from '../expression/literalArgument.ts';
import { nullNode } from '../expression/nodes.ts';
import { timestamp } from '../expression/types.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { dateFormatNode } from './dateFormat.ts';
import { defineFunction } from './define.ts';

function read(
  value: TypedExpression | undefined,
  format: TypedExpression | undefined,
): TypedExpression | undefined {
  if (!value || !format) return undefined;
  return dateFormatNode(value, literalText(format), 'timestamp', 'null', format.place);
}

export default defineFunction({
  name: 'try_strptime',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'format', kind: 'text', must: 'literal' },
  ],
  result: () => timestamp,
  check: ([value, format]) => {
    read(value, format);
  },
  summary:
    'The timestamp that a text says in a format of %Y or %y (1969 to 2068), %m, %b or %B (English), %d, %j, %H, %I with %p, %M, %S, %f; numbers may lack their leading zero. The text must match exactly. Null gives null; null, counted, where it does not match or is no real day or time.',
  repeats: true,
  emit: {
    expand: ([value, format], place) => read(value, format) ?? nullNode(timestamp, place),
  },
  examples: [
    { args: ["'31.01.2026 7:05'", "'%d.%m.%Y %H:%M'"], result: '2026-01-31 07:05:00' },
    { args: ["'february 29, 2024'", "'%B %d, %Y'"], result: '2024-02-29 00:00:00' },
    { args: ["'Feb 29, 2023'", "'%b %d, %Y'"], result: null },
    { args: ["'Febr 29, 2024'", "'%B %d, %Y'"], result: null },
    { args: ["'12:00 am 1/2/69'", "'%I:%M %p %-m/%-d/%y'"], result: '1969-01-02 00:00:00' },
    {
      args: ["'2026-01-31T10:00:00.000001'", "'%Y-%m-%dT%H:%M:%S.%f'"],
      result: '2026-01-31 10:00:00.000001',
    },
    { args: ["'31/12/2026'", "'%m/%d/%Y'"], result: null },
    { args: ["' 2026'", "'%Y'"], result: null },
    { args: ["''", "'%Y'"], result: null },
    { args: ["'100% 2026'", "'100%% %Y'"], result: '2026-01-01 00:00:00' },
    { args: ['null', "'%Y'"], result: null },
  ],
});

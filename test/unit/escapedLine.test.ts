import { expect, it } from 'vitest';
import { escapedLine } from '../../src/shared/escapedLine.ts';

it.each([
  ['a\nb', 'a\\nb'],
  ['a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['\u001b[31mred\u0000', '\\u001b[31mred\\u0000'],
  ['a\u2028b\u0085c\u202ed', 'a\\u2028b\\u0085c\\u202ed'],
  ['é🚀 “plain” \\ text', 'é🚀 “plain” \\ text'],
])('%j stays one line', (text, line) => {
  expect(escapedLine(text)).toBe(line);
});

import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/core/expression/parse.ts';
import { columnsOf, renameColumn } from '../../../src/core/expression/rewrite.ts';

test('columns in order of first use, each once', () => {
  const e = parseExpression('case b when "c d" then a end + lower(b) || \'x\' || :a');
  expect(columnsOf(e)).toEqual(['b', 'c d', 'a']);
});

test.each([
  ['a+ a  *b', 'a', 'x', 'x+ x  *b'],
  ['"a" + a', 'a', 'select', '"select" + "select"'],
  ["a || 'a' || :a", 'a', 'it"s', `"it""s" || 'a' || :a`],
  ['case a when 1 then a when 2 then 0 end', 'a', 'bb', 'case bb when 1 then bb when 2 then 0 end'],
  ['lower(lower)', 'lower', 'upper', 'lower(upper)'],
  ['a + b', 'c', 'x', 'a + b'],
  ['A + a', 'a', 'x', 'A + x'],
])('%s: %s becomes %s', (text, from, to, expected) => {
  expect(renameColumn(text, from, to)).toBe(expected);
});

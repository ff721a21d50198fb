import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/core/expression/check.ts';
import { ExpressionError } from '../../../src/core/expression/expressionError.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';
import { formatType, parseType } from '../../../src/core/sql/types.ts';

const columns: Readonly<Record<string, string>> = {
  i: 'int64',
  b: 'int8',
  d: 'decimal(10,2)',
  w: 'decimal(38,20)',
  f: 'float32',
  x: 'float64',
  s: 'text',
  o: 'boolean',
  t: 'date',
  ts: 'timestamp',
  l: 'list<int64>',
  distance: 'int64',
};
const scope = {
  schema: Object.entries(columns).map(([name, type]) => ({ name, type: parseType(type) })),
  parameters: { since: parseType('date') },
};
const check = (text: string) => checkExpression(parseExpression(text), scope);

test.each([
  ['i + b', 'int64'],
  ['b + b', 'int64'],
  ['i / i', 'float64'],
  ['d + i', 'decimal(38,2)'],
  ['d * 1.5', 'decimal(38,3)'],
  ['d // i', 'decimal(38,0)'],
  ['d % 0.125', 'decimal(38,3)'],
  ['d / d', 'float64'],
  ['f + 1', 'float64'],
  ['-b', 'int64'],
  ['-d', 'decimal(10,2)'],
  ["s || 'a'", 'text'],
  ['i > 1.5', 'boolean'],
  ['case when o then i else 1.5 end', 'decimal(20,1)'],
  ['case when o then t else ts end', 'timestamp'],
  ['case when o then null else b end', 'int8'],
  ['coalesce(i, d)', 'decimal(21,2)'],
  ['round(d, 1)', 'float64'],
  ['abs(d)', 'decimal(10,2)'],
  ['greatest(b, 1)', 'int64'],
  ["date_trunc('month', t)", 'date'],
  ["time_bucket('2 weeks', t)", 'date'],
  ["time_bucket('15 minutes', ts)", 'timestamp'],
  ['list_sum(l)', 'int64'],
  ['list_sum(list_value(d, x))', 'float64'],
  ['list_max(list_value(d, i))', 'decimal(21,2)'],
  ['list_append(l, b)', 'list<int64>'],
  ["regexp_extract_all(s, 'a')", 'list<text>'],
  ["json_extract_string(s, '$.a')", 'text'],
  ['l is null', 'boolean'],
  ['l', 'list<int64>'],
  ['t > :since', 'boolean'],
  ['cast(s as varchar)', 'text'],
  ['cast(null as date)', 'date'],
  ['1.50', 'decimal(3,2)'],
  ['9223372036854775808', 'decimal(19,0)'],
])('%s is %s', (text, type) => {
  expect(formatType(check(text).type)).toBe(type);
});

const wrong: readonly (readonly [string, number, RegExp, RegExp])[] = [
  ['1 + distence', 4, /no column “distence” at character 5/, /“distance”/],
  ['I + 1', 0, /no column “I”/, /“i”/],
  [':sinc < t', 0, /no parameter “sinc”/, /“since”/],
  ['i + s', 4, /“\+” needs numbers, not text at character 5/, /try_cast/],
  ['s || i', 5, /“\|\|” needs text, not int64/, /cast/],
  ['s = i', 0, /cannot compare text with int64/, /Cast/],
  ["t > '2026-01-01'", 0, /cannot compare date with text/, /date '2026-01-31'/],
  ['o + 1', 0, /needs numbers, not boolean/, /cast/],
  ['i and o', 0, /“and” needs boolean, not int64/, /./],
  ['case when i then 1 end', 10, /“when” needs boolean/, /./],
  ['case when o then 1 else s end', 24, /cannot give int64 and text/, /Cast/],
  ['s like s', 7, /not a text literal/, /contains/],
  ['w * w', 0, /40 digits after the point/, /float64/],
  ['lower(i)', 6, /lower needs text as “value”, not int64/, /lower\(value\)/],
  ['lower(s, s)', 0, /lower takes 1 argument, not 2/, /./],
  ['substring(s, i)', 13, /needs a literal as “start”/, /substring\(value, start\[, length\]\)/],
  ['substring(s, 0)', 13, /from 1 to/, /./],
  ["date_trunc('mont', t)", 11, /“mont” is not a “unit”/, /month/],
  ["date_trunc('hour', t)", 19, /A date has no hours/, /timestamp/],
  ["time_bucket('2 weks', t)", 12, /“2 weks” is no width of time/, /15 minutes/],
  ["time_bucket('0 days', t)", 12, /“0 days” is no width/, /./],
  ["time_bucket('36 hours', t)", 24, /A date has no 36 hours/, /timestamp/],
  ['list_sum(list_value(s))', 9, /list_sum needs a list of numbers, not of text/, /./],
  ['list_concat(l, list_value(s))', 15, /cannot take list<int64> together with list<text>/, /./],
  ['list_has_any(list_value(x), list_value(x))', 13, /cannot tell floats apart/, /Round/],
  ['list_slice(l, 0, 2)', 14, /no place 0/, /-1/],
  ['list_append(l, s)', 15, /text among items of int64/, /Cast/],
  ["format_number(d, 2, '.')", 20, /cannot part both/, /','/],
  ["format_number(d, 2, '..')", 20, /is not one character/, /./],
  ["json_extract_string(s, 'a')", 23, /“a” is no path into JSON/, /\$\.items\[0\]/],
  ["json_extract_string(s, '$.a[-1]')", 23, /no path/, /./],
  ['json_extract_string(s, \'$."*"\')', 23, /no path/, /./],
  ['hex(x)', 4, /hex needs a text or an integer, not float64/, /cast/],
  ["string_split_regex(s, ',*')", 22, /matches the empty text/, /\+/],
  ["regexp_matches(s, '(?=a)')", 18, /uses “\(\?”/, /groups/],
  ["regexp_matches(s, '(a')", 18, /“\(” without/, /./],
  ["regexp_matches(s, '\\bab')", 18, /uses “\\b”/, /./],
  ["regexp_matches(s, '\\p{Greek}')", 18, /general categories/, /p\{L\}/],
  ["regexp_matches(s, 'a', 'ix')", 23, /“x” is not an option/, /i/],
  ["regexp_count(s, 'a*')", 16, /matches nothing/, /\+/],
  ["regexp_replace(s, '(a)', '\\2', 'r')", 25, /no group/, /./],
  ["regexp_matches(s, 'a**')", 18, /uses/, /./],
  ["regexp_extract(s, 'a', 1)", 23, /“group”/, /./],
  ['cast(t as int64)', 0, /cast from date to int64 is not possible/, /./],
  ['l = l', 0, /cannot compare/, /./],
  ['coalesce(i, s)', 12, /cannot take int64 together with text/, /./],
];

test.each(wrong)('refuses %s', (text, start, message, hint) => {
  let error: unknown;
  try {
    check(text);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ExpressionError);
  if (!(error instanceof ExpressionError)) return;
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
  expect(error.place.start).toBe(start);
});

test('expressions that double at every level are refused, not written out', () => {
  const deep = `${'sqrt('.repeat(50)}x${')'.repeat(50)}`;
  expect(() => check(deep)).toThrow(/too large/);
  expect(() => check(`${'greatest(x, '.repeat(50)}x${')'.repeat(50)}`)).toThrow(/too large/);
  expect(() => check(`${'sqrt('.repeat(8)}x${')'.repeat(8)}`)).not.toThrow();
});

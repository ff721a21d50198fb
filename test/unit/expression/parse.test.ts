import { expect, test } from 'vitest';
import { ExpressionError } from '../../../src/core/expression/expressionError.ts';
import type { Expression } from '../../../src/core/expression/ast.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';

/** The tree with brackets, so that precedence can be read. */
function show(e: Expression): string {
  switch (e.kind) {
    case 'literal':
      return e.value.kind === 'null'
        ? 'null'
        : 'text' in e.value
          ? `${e.value.kind}:${e.value.text}`
          : `${e.value.kind}:${String(e.value.value)}`;
    case 'column':
      return e.name;
    case 'param':
      return `:${e.name}`;
    case 'unary':
      return `(${e.operator} ${show(e.operand)})`;
    case 'binary':
      return `(${show(e.left)} ${e.operator} ${show(e.right)})`;
    case 'isNull':
      return `(${show(e.operand)} is ${e.negated ? 'not ' : ''}null)`;
    case 'in':
      return `(${show(e.operand)} ${e.negated ? 'not ' : ''}in ${e.items.map(show).join(' ')})`;
    case 'between':
      return `(${show(e.operand)} ${e.negated ? 'not ' : ''}between ${show(e.low)} ${show(e.high)})`;
    case 'like':
      return `(${show(e.operand)} ${e.negated ? 'not ' : ''}${e.ignoreCase ? 'i' : ''}like ${show(e.pattern)})`;
    case 'case':
      return `(case ${e.branches.map((b) => `${show(b.when)}>${show(b.then)}`).join(' ')} else ${e.otherwise ? show(e.otherwise) : '-'})`;
    case 'cast':
      return `(${e.onError} ${show(e.operand)} as ${e.to.kind})`;
    case 'call':
      return `${e.name}(${e.args.map(show).join(', ')})`;
  }
}

test.each([
  ['a + b * c - d', '((a + (b * c)) - d)'],
  ['a // b % c / d', '(((a // b) % c) / d)'],
  ["a || 'x' || b + 1", '((a || text:x) || (b + integer:1))'],
  ['not a = b and c or d', '(((not (a = b)) and c) or d)'],
  ['NOT NOT a', '(not (not a))'],
  ['a = b is not null', '((a = b) is not null)'],
  [
    'a not in (1, 2) and b between 1 and 2 and c',
    '(((a not in integer:1 integer:2) and (b between integer:1 integer:2)) and c)',
  ],
  ["s NOT ILIKE 'a%' or s like 'b'", '((s not ilike text:a%) or (s like text:b))'],
  ['a == b', '(a = b)'],
  ['a != b', '(a <> b)'],
  ['-a * - -b', '((- a) * (- (- b)))'],
  ['-9223372036854775808', 'integer:-9223372036854775808'],
  ['123456789012345678901234567890', 'integer:123456789012345678901234567890'],
  ['1.50 + .5', '(decimal:1.50 + decimal:0.5)'],
  ['1e3', 'float:1000'],
  ["'it''s'", "text:it's"],
  ['"a""b" + "select"', '(a"b + select)'],
  ['été + ящик', '(été + ящик)'],
  ['date + timestamp', '(date + timestamp)'],
  [
    "date '2026-01-31' < timestamp '2026-01-31T12:00'",
    '(date:2026-01-31 < timestamp:2026-01-31 12:00:00)',
  ],
  ['TRUE and null', '(boolean:true and null)'],
  ['case a when 1 then b else c end', '(case (a = integer:1)>b else c)'],
  ['CASE WHEN a THEN b WHEN c THEN d END', '(case a>b c>d else -)'],
  [
    'try_cast(a as INTEGER) + cast(b as decimal(10,2))',
    '((null a as int32) + (error b as decimal))',
  ],
  ['Substr(a, 1)', 'substring(a, integer:1)'],
  [':since < a', '(:since < a)'],
  ['inner_is + is_inner + android', '((inner_is + is_inner) + android)'],
])('%s', (text, tree) => {
  expect(show(parseExpression(text))).toBe(tree);
});

const outside: readonly (readonly [string, number, RegExp, RegExp])[] = [
  ['', 0, /empty/, /a \+ 1/],
  ['a +', 3, /ends too early, at character 4/, /Complete/],
  ['(a', 2, /ends too early/, /brackets/],
  ['a b', 2, /character 3, near “b”/, /missing/],
  ['count(*)', 6, /There is no function|star .* character 7/, /./],
  ['lowr(s)', 0, /no function “lowr”, at character 1/, /“lower”/],
  ['a + (select 1)', 5, /subquery .* character 6, near “select 1\)”/, /join/],
  ['a::int', 1, /“::” .* character 2/, /cast\(x as int64\)/],
  ['a -- b', 2, /comment/, /note/],
  ['a /* b */', 2, /comment/, /note/],
  ['lower(a) over (order by b)', 9, /window function .* character 10/, /./],
  ['x -> x + 1', 3, /lambda/, /./],
  ['[1, 2]', 0, /list/, /./],
  ['a.b', 1, /dot/, /"a\.b"/],
  ['a; drop table b', 1, /second statement/, /one expression/],
  ["'abc", 0, /quote is not closed/, /twice/],
  ['"abc', 0, /quote is not closed/, /twice/],
  ["date '2026-02-30'", 0, /“2026-02-30” is not a date/, /date '2026-01-31'/],
  ["timestamp '2026-01-31 25:00'", 0, /is not a timestamp/, /timestamp '/],
  ['cast(a as strin)', 10, /“strin” is not a type/, /“string”/],
  ['cast(a as decimal(39,2))', 10, /“decimal” is not a type/, /decimal\(18,2\)/],
  ['cast(a as struct)', 10, /not a type/, /./],
  ['a in ()', 6, /character 7/, /./],
  ['a < b < c', 6, /character 7, near “< c”/, /./],
  ['a ? b', 2, /character 3/, /./],
  ['case a end', 7, /character 8/, /./],
];

test.each(outside)('refuses %s', (text, start, message, hint) => {
  let error: unknown;
  try {
    parseExpression(text);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ExpressionError);
  if (!(error instanceof ExpressionError)) return;
  expect(error.code).toBe('bad-expression');
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
  expect(error.place.start).toBe(start);
});

test.each([
  ['brackets', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
  ['open brackets', '('.repeat(10_000)],
  ['minus', `${'- '.repeat(10_000)}a`],
  ['not', `${'not '.repeat(10_000)}a`],
  ['case', `${'case when a then '.repeat(5000)}1`],
  ['a long sum', Array.from({ length: 10_000 }, () => 'a').join(' + ')],
  ['calls', `${'lower('.repeat(10_000)}a`],
])('%s nested too deep is a sentence', (_, text) => {
  expect(() => parseExpression(text)).toThrow(/nested more than 60 levels deep at character \d+/);
});

test('long chains of and, or and || are one level', () => {
  for (const operator of ['and', 'or', '||']) {
    const text = Array.from({ length: 3000 }, () => 'a').join(` ${operator} `);
    expect(parseExpression(text).kind).toBe('binary');
  }
});

import { fails, table } from './expressionsTable.ts';
import type { ExpressionCase } from './expressionsTable.ts';

/** Functions of lists on lists that differ from row to row, and errors within their arguments, which stop the run. */
export const listCases: readonly ExpressionCase[] = [
  ...table(
    { a: 'int64', b: 'int8', f: 'float32', s: 'text', d: 'decimal(5,2)' },
    [
      ['9223372036854775807', '1', '0.5', 'a,b,a', '1.25'],
      ['-3', null, 'nan', '', '-0.50'],
      [null, null, null, null, null],
    ],
    {
      'list_sum(list_value(a, b))': [null, '-3', null],
      'list_sum(list_value(b, b))': ['2', null, null],
      'list_sum(list_value(f, f))': ['1.0', 'nan', null],
      'list_sum(list_value(d, 1))': ['2.25', '0.5', '1.0'],
      'list_avg(list_value(a, b))': ['4611686018427387904.0', '-3.0', null],
      'list_avg(list_value(d, b))': ['1.125', '-0.5', null],
      'list_min(list_value(f, 2))': ['0.5', '2.0', '2.0'],
      'list_max(list_value(f, 2))': ['2.0', 'nan', '2.0'],
      'list_min(list_value(d, 1))': ['1.00', '-0.50', '1.00'],
      "list_max(string_split(s, ','))": ['b', '', null],
      "list_concat(string_split(s, ','), list_value(s))": [
        '["a","b","a","a,b,a"]',
        '["",""]',
        '[null]',
      ],
      'list_concat(list_value(b), list_value(b))': ['[1,1]', '[null,null]', '[null,null]'],
      'list_append(list_value(a), b)': ['[9223372036854775807,1]', '[-3,null]', '[null,null]'],
      "list_prepend(s, string_split(s, ','))": ['["a,b,a","a","b","a"]', '["",""]', '[null]'],
      "list_position(string_split(s, ','), 'b')": ['2', null, null],
      'list_position(list_value(1.0e0, f), f)': ['2', '2', null],
      "list_has_any(string_split(s, ','), string_split('b,', ','))": ['true', 'true', null],
      "list_has_all(string_split(s, ','), list_value('a', null))": ['true', 'false', null],
      "list_slice(string_split(s, ','), -2)": ['["b","a"]', '[""]', null],
      "list_slice(string_split(s, ','), 2, -2)": ['["b"]', '[]', null],
      "list_slice(string_split(s, ','), -2, 1)": ['[]', '[""]', null],
      "list_unique(string_split(s, ','))": ['2', '1', null],
      "list_reverse(string_split(s, ','))": ['["a","b","a"]', '[""]', null],
      "array_to_string(regexp_extract_all(s, '[a-z]'), '+')": ['a+b+a', '', null],
    },
  ),
  ...[
    'url_decode(cast(cast(s as int64) as text))',
    'from_base64(cast(cast(s as int64) as text))',
    'make_date(2026, 1, cast(s as int64))',
    'make_timestamp(2026, 1, cast(s as int64), 0, 0, 0)',
    "date_add('day', cast(s as int64), date '2026-01-01')",
    'list_sum(list_value(cast(s as int64)))',
  ].map((call) => fails(call, { s: 'text' }, ['1', 'x'], '“x” cannot become int64')),
];

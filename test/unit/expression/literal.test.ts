import { expect, test } from 'vitest';
import { literalOf, pythonLiteral, sqlLiteral } from '../../../src/core/expression/literal.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { Json } from '../../../src/core/operations/define.ts';
import { parseType } from '../../../src/core/sql/types.ts';

const good: readonly (readonly [Json, string, string, string])[] = [
  [true, 'boolean', 'TRUE', 'True'],
  [5, 'int64', '5::BIGINT', '5'],
  ['9223372036854775807', 'int64', '9223372036854775807::BIGINT', '9223372036854775807'],
  ['-9223372036854775808', 'int64', '(-9223372036854775808)::BIGINT', '-9223372036854775808'],
  [-128, 'int8', '(-128)::TINYINT', '-128'],
  [1, 'float64', '1::DOUBLE', '1.0'],
  [-0.5, 'float64', '(-0.5::DOUBLE)', '-0.5'],
  [1e300, 'float64', '1e+300', '1e+300'],
  [0.1234567890123456, 'float64', '1.234567890123456e-1', '0.1234567890123456'],
  ['nan', 'float64', "('NaN'::DOUBLE)", 'float("nan")'],
  ['-inf', 'float64', "('-Infinity'::DOUBLE)", 'float("-inf")'],
  ['1.5', 'decimal(5,2)', '1.50::DECIMAL(5,2)', 'Decimal("1.50")'],
  ['-001.50', 'decimal(5,2)', '(-1.50)::DECIMAL(5,2)', 'Decimal("-1.50")'],
  [7, 'decimal(5,0)', '7::DECIMAL(5,0)', 'Decimal("7")'],
  ["it's", 'text', "'it''s'", `"it's"`],
  ['2026-01-31', 'date', "DATE '2026-01-31'", 'datetime.date(2026, 1, 31)'],
  [
    '2026-01-31T12:00',
    'timestamp',
    "TIMESTAMP '2026-01-31 12:00:00'",
    'datetime.datetime(2026, 1, 31, 12, 0, 0)',
  ],
  [
    '2026-01-31 12:00:00.05',
    'timestamp',
    "TIMESTAMP '2026-01-31 12:00:00.05'",
    'datetime.datetime(2026, 1, 31, 12, 0, 0, 50000)',
  ],
  [
    '2026-01-31 12:00:00+00',
    'timestamptz',
    "TIMESTAMPTZ '2026-01-31 12:00:00+00'",
    'datetime.datetime(2026, 1, 31, 12, 0, 0, tzinfo=datetime.timezone.utc)',
  ],
  [null, 'date', 'NULL::DATE', 'None'],
];

test.each(good)('%j as %s', (value, type, sqlText, pyText) => {
  expect(sqlLiteral(value, parseType(type))).toBe(sqlText);
  expect(pythonLiteral(value, parseType(type), 'polars')).toBe(pyText);
});

const bad: readonly (readonly [Json, string])[] = [
  [2 ** 53, 'int64'],
  [2 ** 53 + 2, 'int64'],
  ['9223372036854775808', 'int64'],
  [128, 'int8'],
  [1.5, 'int64'],
  ['abc', 'int64'],
  ['', 'int64'],
  [true, 'int64'],
  ['1', 'float64'],
  [1e39, 'float32'],
  ['1.555', 'decimal(5,2)'],
  ['1000', 'decimal(5,2)'],
  ['1e3', 'decimal(5,2)'],
  ['.', 'decimal(5,2)'],
  [1, 'text'],
  ['true', 'boolean'],
  ['2026-02-30', 'date'],
  ['0000-01-01', 'date'],
  ['2026-01-31 24:00', 'timestamp'],
  ['2026-01-31 12:00:00', 'timestamptz'],
  [[1], 'int64'],
  [{ a: 1 }, 'text'],
];

test.each(bad)('%j is not %s', (value, type) => {
  let error: unknown;
  try {
    literalOf(value, parseType(type));
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'bad-recipe' });
  expect(error instanceof AppError && error.hint).toMatch(/^Write/);
});

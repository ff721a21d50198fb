import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatType } from '../../src/core/sql/types.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { startEngine } from './startEngine.ts';

/** DuckDB literal, the type as recipes write it, and the cell that must come out. */
const cases: readonly (readonly [sql: string, type: string, cell: Cell])[] = [
  ['true', 'boolean', true],
  [`chr(65279) || 'a' || chr(65279)`, 'text', '\uFEFFa\uFEFF'],
  ['false', 'boolean', false],
  ['(-128)::TINYINT', 'int8', -128],
  ['127::TINYINT', 'int8', 127],
  ['(-32768)::SMALLINT', 'int16', -32768],
  ['2147483647::INTEGER', 'int32', 2147483647],
  ['(-2147483648)::INTEGER', 'int32', -2147483648],
  ['9223372036854775807::BIGINT', 'int64', '9223372036854775807'],
  ['(-9223372036854775808)::BIGINT', 'int64', '-9223372036854775808'],
  ['9007199254740993::BIGINT', 'int64', '9007199254740993'],
  ['255::UTINYINT', 'int16', 255],
  ['65535::USMALLINT', 'int32', 65535],
  ['4294967295::UINTEGER', 'int64', '4294967295'],
  ['18446744073709551615::UBIGINT', 'decimal(20,0)', '18446744073709551615'],
  [
    '170141183460469231731687303715884105727::HUGEINT',
    'decimal(38,0)',
    '170141183460469231731687303715884105727',
  ],
  [
    '(-170141183460469231731687303715884105728)::HUGEINT',
    'decimal(38,0)',
    '-170141183460469231731687303715884105728',
  ],
  [
    '340282366920938463463374607431768211455::UHUGEINT',
    'text',
    '340282366920938463463374607431768211455',
  ],
  [
    `'123456789012345678901234567890123456789012345'::BIGNUM`,
    'text',
    '123456789012345678901234567890123456789012345',
  ],
  ['(-1.5)::DECIMAL(4,1)', 'decimal(4,1)', '-1.5'],
  ['(-0.05)::DECIMAL(9,2)', 'decimal(9,2)', '-0.05'],
  ['123456789012345.678::DECIMAL(18,3)', 'decimal(18,3)', '123456789012345.678'],
  [
    `'-1234567890123456789012345678.0123456789'::DECIMAL(38,10)`,
    'decimal(38,10)',
    '-1234567890123456789012345678.0123456789',
  ],
  ['7::DECIMAL(3,0)', 'decimal(3,0)', '7'],
  ['0.1::FLOAT', 'float32', 0.10000000149011612],
  ['0.1::DOUBLE', 'float64', 0.1],
  [`'NaN'::DOUBLE`, 'float64', NaN],
  [`'-Infinity'::DOUBLE`, 'float64', -Infinity],
  [`'Infinity'::FLOAT`, 'float32', Infinity],
  ['5e-324::DOUBLE', 'float64', 5e-324],
  [`''`, 'text', ''],
  [`'twelve bytes'`, 'text', 'twelve bytes'],
  [`'thirteen byte'`, 'text', 'thirteen byte'],
  [`'żółć 🎈 ' || chr(0) || 'x'`, 'text', 'żółć 🎈 \0x'],
  [`'\\x00\\xFF a\\x22\\x27\\x5C~'::BLOB`, 'binary', '\\x00\\xFF a\\x22\\x27\\x5C~'],
  [`'2026-02-28'::DATE`, 'date', '2026-02-28'],
  [`'0001-01-01'::DATE`, 'date', '0001-01-01'],
  [`'0044-03-15 (BC)'::DATE`, 'date', '0044-03-15 (BC)'],
  [`'12345-12-31'::DATE`, 'date', '12345-12-31'],
  [`'-infinity'::DATE`, 'date', '-infinity'],
  [`'2026-01-02 03:04:05.678901'::TIMESTAMP`, 'timestamp', '2026-01-02 03:04:05.678901'],
  [`'1969-12-31 23:59:59.9'::TIMESTAMP`, 'timestamp', '1969-12-31 23:59:59.9'],
  [`'0044-03-15 (BC) 01:02:03'::TIMESTAMP`, 'timestamp', '0044-03-15 (BC) 01:02:03'],
  [`'infinity'::TIMESTAMP`, 'timestamp', 'infinity'],
  [`'2026-01-02 03:04:05'::TIMESTAMP_S`, 'timestamp', '2026-01-02 03:04:05'],
  [`'2026-01-02 03:04:05.678'::TIMESTAMP_MS`, 'timestamp', '2026-01-02 03:04:05.678'],
  [
    `'2026-01-02 03:04:05.678901234'::TIMESTAMP_NS`,
    'timestamp_ns',
    '2026-01-02 03:04:05.678901234',
  ],
  [
    `'1969-12-31 23:59:59.999999999'::TIMESTAMP_NS`,
    'timestamp_ns',
    '1969-12-31 23:59:59.999999999',
  ],
  [`'2026-01-02 03:04:05.5+02:00'::TIMESTAMPTZ`, 'timestamptz', '2026-01-02 01:04:05.5+00'],
  [`'-infinity'::TIMESTAMPTZ`, 'timestamptz', '-infinity'],
  [`'23:59:59.999999'::TIME`, 'time', '23:59:59.999999'],
  [`'24:00:00'::TIME`, 'time', '24:00:00'],
  [`'12:34:56.123456789'::TIME_NS`, 'text', '12:34:56.123456789'],
  [`'12:00:00+05:30'::TIMETZ`, 'text', '12:00:00+05:30'],
  [`INTERVAL '1 month 2 days 3.5 seconds'`, 'interval', '1 month 2 days 00:00:03.5'],
  [`'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID`, 'text', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  [`'b'::ENUM('a', 'b)', 'b')`, 'text', 'b'],
  [`'0101'::BIT`, 'text', '0101'],
  [`'{"a": [1, 2]}'::JSON`, 'text', '{"a": [1, 2]}'],
  [`union_value(num := 7)`, 'text', '7'],
  [`'POINT (1 2)'::GEOMETRY`, 'text', 'POINT (1 2)'],
  [`42::VARIANT`, 'text', '42'],
  ['[1, NULL, 3]', 'list<int32>', [1, null, 3]],
  ['[]::BIGINT[]', 'list<int64>', []],
  ['[[9007199254740993], NULL, []]', 'list<list<int64>>', [['9007199254740993'], null, []]],
  ['[1.5, 2.5, 3.5]::FLOAT[3]', 'list<float32>', [1.5, 2.5, 3.5]],
  [
    `['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID]`,
    'list<text>',
    ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ],
  [
    '[170141183460469231731687303715884105727]',
    'list<decimal(38,0)>',
    ['170141183460469231731687303715884105727'],
  ],
  [
    `{'a b': 1, 'c"d': [true, NULL], 'e': {'f': 'x'}}`,
    'struct<"a b": int32, "c\\"d": list<boolean>, "e": struct<"f": text>>',
    { 'a b': 1, 'c"d': [true, null], e: { f: 'x' } },
  ],
  [
    `{'u': 255::UTINYINT, 'i': INTERVAL 1 DAY}`,
    'struct<"u": int16, "i": interval>',
    { u: 255, i: '1 day' },
  ],
  [
    `MAP {'k': 1::BIGINT, 'l': NULL}`,
    'map<text, int64>',
    [
      ['k', '1'],
      ['l', null],
    ],
  ],
  [
    `MAP {1: {'x': DATE '2026-01-01'}}`,
    'map<int32, struct<"x": date>>',
    [[1, { x: '2026-01-01' }]],
  ],
  [`row(1, 'x')`, 'text', '(1, x)'],
];

let engine: EngineClient;
beforeAll(async () => {
  engine = await startEngine();
  await engine.open({ document: 'none', sources: {} });
});
afterAll(() => {
  engine.dispose();
});

describe('every type crosses as Arrow with every digit', () => {
  it.each(cases)('%s', async (sql, type, cell) => {
    // The null in front and behind shows that validity and offsets are carried too.
    const query = {
      sql: `SELECT v FROM (SELECT 0 AS i, NULL AS v UNION ALL SELECT 1, ${sql} UNION ALL SELECT 2, NULL) ORDER BY i`,
    };
    const page = await engine.page({ document: 'none', query, offset: 0, limit: 10 });
    const decoded = decodePage(page.arrow);
    expect(decoded.rows).toEqual([[null], [cell], [null]]);
    expect(page.schema.map((column) => formatType(column.type))).toEqual([type]);
    expect(decoded.schema).toEqual(page.schema);
  });

  it('agrees with DuckDB on the text of dates and timestamps over the whole range', async () => {
    const query = {
      sql: `SELECT d, d::VARCHAR, t, t::VARCHAR, z, z::VARCHAR, n, n::VARCHAR FROM (
        SELECT DATE '1970-01-01' + ((hash(i) % 5000000)::BIGINT - 2500000)::INTEGER AS d,
               make_timestamp((hash(i, 1) % 400000000000000000)::BIGINT - 200000000000000000) AS t,
               make_timestamptz((hash(i, 2) % 400000000000000000)::BIGINT - 200000000000000000) AS z,
               make_timestamp_ns((hash(i, 3) % 9000000000000000000)::BIGINT - 4500000000000000000) AS n
        FROM range(3000) r(i))`,
    };
    const page = await engine.rows({ document: 'none', query, limit: 3000 });
    const { rows } = decodePage(page.arrow);
    expect(rows).toHaveLength(3000);
    for (const [d, dText, t, tText, z, zText, n, nText] of rows) {
      expect([d, t, z, n]).toEqual([dText, tText, zText, nText]);
    }
  });

  it('keeps rows in order across chunks, with lists that DuckDB keeps in any order', async () => {
    const query = {
      sql: `SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE [i, i + 1] END AS l, repeat('x', i % 40) AS s FROM range(10000) t(i) ORDER BY hash(i), i`,
    };
    const { rows } = decodePage(
      (await engine.rows({ document: 'none', query, limit: 10000 })).arrow,
    );
    expect(rows).toHaveLength(10000);
    for (const [i, list, text] of rows) {
      const n = Number(i);
      expect(list).toEqual(n % 7 === 0 ? null : [String(n), String(n + 1)]);
      expect(text).toBe('x'.repeat(n % 40));
    }
  });

  it('gives the schema of an empty result', async () => {
    const query = { sql: 'SELECT 1 AS a, [2] AS b WHERE false' };
    const page = await engine.page({ document: 'none', query, offset: 0, limit: 10 });
    expect(page.rows).toBe(0);
    expect(decodePage(page.arrow).schema.map((column) => column.name)).toEqual(['a', 'b']);
  });

  it('cuts long values to one more than asked, and gives them whole on demand', async () => {
    const query = {
      sql: `SELECT repeat('é', 100) AS t, range(100) AS l, encode(repeat('a', 100)) AS b`,
    };
    const cut = await engine.page({ document: 'none', query, offset: 0, limit: 1, maxText: 10 });
    const [row] = decodePage(cut.arrow).rows;
    expect(row).toEqual(['é'.repeat(11), ['0', '1', '2', '3'], 'a'.repeat(11)]);
    const whole = await engine.page({
      document: 'none',
      query,
      offset: 0,
      limit: 1,
      columns: ['t'],
    });
    expect(decodePage(whole.arrow).rows).toEqual([['é'.repeat(100)]]);
  });
});

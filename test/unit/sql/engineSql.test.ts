import { describe, expect, it } from 'vitest';
import { fromDuckdbType } from '../../../src/core/sql/fromDuckdbType.ts';
import { hiveKeys, hiveType } from '../../../src/core/sql/hiveType.ts';
import { readSource } from '../../../src/core/sql/readSource.ts';
import { lit, trusted } from '../../../src/core/sql/sql.ts';
import { formatType } from '../../../src/core/sql/types.ts';

describe('fromDuckdbType', () => {
  it.each([
    ['USMALLINT', 'int32'],
    ['UBIGINT', 'decimal(20,0)'],
    ['HUGEINT', 'decimal(38,0)'],
    ['DECIMAL(18,3)', 'decimal(18,3)'],
    [`ENUM('a)', 'it''s')[]`, 'list<text>'],
    ['INTEGER[3][]', 'list<list<int32>>'],
    ['TIMESTAMP WITH TIME ZONE', 'timestamptz'],
    ['TIME WITH TIME ZONE', 'text'],
    ['UNION(num INTEGER, "s(" VARCHAR)', 'text'],
    [
      'MAP(VARCHAR, STRUCT("a ""b" UTINYINT, c DATE[]))',
      'map<text, struct<"a \\"b": int16, "c": list<date>>>',
    ],
  ])('%s is %s', (text, type) => {
    expect(formatType(fromDuckdbType(text))).toBe(type);
  });

  it('refuses what is no type', () => {
    expect(() => fromDuckdbType('INTEGER]')).toThrow('is not a type');
  });
});

describe('Hive keys', () => {
  it.each([
    [['1', '20', '-3', '0'], 'int64'],
    [['1', '02'], 'text'],
    [['9223372036854775807'], 'int64'],
    [['9223372036854775808'], 'text'],
    [['2026-01-31', '__HIVE_DEFAULT_PARTITION__'], 'date'],
    [['2026-02-30'], 'text'],
    [['x', '1'], 'text'],
    [['__HIVE_DEFAULT_PARTITION__'], 'text'],
  ] as const)('%j are %s', (values, type) => {
    expect(hiveType(values).kind).toBe(type);
  });

  it('come from the folders, decoded', () => {
    expect(hiveKeys('a=1%202/b=x=y/100%/c=3.parquet')).toEqual([
      { key: 'a', value: '1 2' },
      { key: 'b', value: 'x=y' },
    ]);
  });
});

describe('readSource', () => {
  it('takes placeholders for the files and the base, and quotes every name', () => {
    const text = readSource({
      format: 'parquet',
      options: {},
      schema: [
        { name: 'a"b', type: { kind: 'int64' } },
        { name: 'month', type: { kind: 'text' } },
      ],
      hive: ['month'],
      files: trusted('{main}'),
      base: trusted('{main.base}'),
      identity: true,
    });
    expect(text).toBe(
      'SELECT CAST("a""b" AS BIGINT) AS "a""b", CAST("month" AS VARCHAR) AS "month", ' +
        'substr(filename, length({main.base}) + 2) AS "__sluice_file", file_row_number AS "__sluice_row" ' +
        `FROM read_parquet({main}, union_by_name = true, hive_partitioning = true, hive_types = {'month': VARCHAR})`,
    );
  });

  it('reads a CSV with all that was declared and nothing to guess', () => {
    const text = readSource({
      format: 'csv',
      options: { delimiter: ';', null: `N'A` },
      schema: [{ name: 'a', type: { kind: 'decimal', precision: 9, scale: 2 } }],
      hive: [],
      files: trusted('{main}'),
      base: lit('/x'),
      identity: false,
    });
    expect(text).toContain('auto_detect = FALSE');
    expect(text).toContain(`columns = {'a': 'DECIMAL(9,2)'}`);
    expect(text).toContain(`delim = ';'`);
    expect(text).toContain(`nullstr = 'N''A'`);
  });
});

import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimalSum } from '../../../src/core/operations/decimalSum.ts';
import { sql, trusted } from '../../../src/core/sql/sql.ts';

/** The greatest number of 38 digits. */
const most = '9'.repeat(38);

describe('a sum of decimals in DuckDB', () => {
  let connection: DuckDBConnection;

  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
  });
  afterAll(() => {
    connection.closeSync();
  });

  const sumOf = async (precision: number, scale: number, ...values: string[]): Promise<unknown> => {
    const type = { kind: 'decimal', precision, scale } as const;
    const summed = decimalSum(sql`sum(x)`, type, { kind: 'decimal', precision: 38, scale });
    const rows = values.map(
      (value) => `(${value}::DECIMAL(${String(precision)},${String(scale)}))`,
    );
    const answer = await connection.runAndReadAll(
      sql`SELECT ${summed}::VARCHAR FROM (VALUES ${trusted(rows.join(', '))}) t(x)`,
    );
    return answer.getRows()[0]?.[0];
  };

  it('has up to 38 digits', async () => {
    expect(await sumOf(38, 0, most, '-1')).toBe(`${'9'.repeat(37)}8`);
    expect(await sumOf(30, 2, '1.10', '2.05')).toBe('3.15');
    expect(await sumOf(9, 2, '1.10', '-2.05')).toBe('-0.95');
    expect(await sumOf(38, 2, 'NULL')).toBe(null);
  });

  it('stops where it has more, and is no number that its type does not hold', async () => {
    await expect(sumOf(38, 0, most, '3')).rejects.toThrow('to DECIMAL(38,0)');
    await expect(sumOf(38, 0, `-${most}`, '-1')).rejects.toThrow('to DECIMAL(38,0)');
  });
});

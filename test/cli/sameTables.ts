import { expect } from 'vitest';
import { z } from 'zod';
import { query, quoted } from './query.ts';

/** What a file of rows is in DuckDB. */
export function relation(folder: string, format: 'csv' | 'parquet'): string {
  return format === 'parquet'
    ? `read_parquet(${quoted(`${folder}/*.parquet`)})`
    : `read_csv(${quoted(`${folder}/*.csv`)}, header = false, auto_detect = true, sample_size = -1)`;
}

/** Names and types of a relation. */
export async function columnsOf(from: string): Promise<[string, string][]> {
  const rows = await query(`SELECT column_name, column_type FROM (DESCRIBE FROM ${from})`);
  return z.array(z.tuple([z.string(), z.string()])).parse(rows);
}

/**
 * Two tables hold the same columns and, as multisets, the same rows; floats may differ by
 * 1e-9 · max(1, |a|, |b|), NaN is NaN.
 */
export async function sameTables(found: string, expected: string): Promise<void> {
  const columns = await columnsOf(expected);
  expect(await columnsOf(found)).toEqual(columns);
  const names = columns.map(([name]) => `"${name.replaceAll('"', '""')}"`);
  // Whole values first: a float that differs in its last digit must not decide the order.
  const floats = columns.map(([, type]) => type === 'DOUBLE' || type === 'FLOAT');
  const order = [
    ...names.filter((_, at) => !floats[at]),
    ...names.filter((_, at) => floats[at]).map((name) => `round(${name}, 6)`),
  ];
  const numbered = (from: string): string =>
    `(SELECT *, row_number() OVER (ORDER BY ${order.join(', ')}) AS "#" FROM ${from})`;
  const same = names.map((name, at) =>
    floats[at]
      ? `(a.${name} IS NOT DISTINCT FROM b.${name} OR abs(a.${name} - b.${name}) <= 1e-9 * greatest(1, abs(a.${name}), abs(b.${name})))`
      : `a.${name} IS NOT DISTINCT FROM b.${name}`,
  );
  const different = await query(
    `SELECT a, b FROM ${numbered(found)} a FULL JOIN ${numbered(expected)} b USING ("#")
     WHERE a."#" IS NULL OR b."#" IS NULL OR NOT coalesce(${same.join(' AND ')}, false) LIMIT 3`,
  );
  expect(different).toEqual([]);
}

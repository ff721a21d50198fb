import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatSql } from '../../../src/core/codegen/formatSql.ts';
import { otherKeywords, reservedKeywords } from '../../../src/core/sql/keywords.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { lit, sql, trusted } from '../../../src/core/sql/sql.ts';
import { sqlContext } from '../../conformance/stepContexts.ts';

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => {
  instance.closeSync();
});

/** What DuckDB's parser reads, without where it stands in the text. */
async function parsed(query: string): Promise<string> {
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    sql`SELECT json_serialize_sql(${lit(query)})::VARCHAR`,
  );
  connection.closeSync();
  const tree = String(reader.getRows()[0]?.[0]);
  expect(tree).toContain('"error":false');
  return tree.replaceAll(/"query_location":\d+/g, '"query_location":0');
}

const format = (query: string): string => formatSql(trusted(query), 0);

describe('formatSql', () => {
  const cases: Readonly<Record<string, readonly [given: string, wanted: string]>> = {
    'alone between commas': [
      'SELECT (a + 1) AS b, f((c), (d = 1))',
      'SELECT a + 1 AS b, f(c, d = 1)',
    ],
    'in a CASE': [
      'SELECT (CASE WHEN (a > 1) THEN (b) ELSE (c - 1) END) AS d',
      'SELECT CASE WHEN a > 1 THEN b ELSE c - 1 END AS d',
    ],
    'one in another': ['SELECT (((a))) AS b FROM t', 'SELECT a AS b FROM t'],
    'beside operators they stay': [
      'SELECT (a + 1) * 2, NOT (b OR c), (d)::INTEGER, -(e), a IN (1), count(*)',
      'SELECT (a + 1) * 2, NOT (b OR c), (d)::INTEGER, -(e), a IN (1), count(*)',
    ],
    'rows and subqueries stay': [
      'SELECT (a, b), (SELECT max(c) FROM t) FROM (SELECT 1)',
      'SELECT (a, b), (SELECT max(c) FROM t) FROM (SELECT 1)',
    ],
    'names in quotes that need none': [
      'SELECT "a", "t"."b_1", "Ab", "a b", "order", "year" FROM "t"',
      'SELECT a, t.b_1, "Ab", "a b", "order", "year" FROM t',
    ],
    'texts are not read': ['SELECT \'((a))\' AS "((b))"', 'SELECT \'((a))\' AS "((b))"'],
    'values stay': ['FROM (VALUES (1), (2)) t(a)', 'FROM (VALUES (1), (2)) t(a)'],
  };

  it.each(Object.entries(cases))(
    'leaves out brackets that say nothing: %s',
    (_name, [given, wanted]) => {
      expect(format(given)).toBe(wanted);
    },
  );

  it.each(Object.entries(cases))('keeps what DuckDB reads: %s', async (_name, [given]) => {
    expect(await parsed(format(given))).toBe(await parsed(given));
  });

  it('knows the words of DuckDB’s grammar', async () => {
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      sql`SELECT DISTINCT keyword_name, keyword_category IN ('reserved', 'type_function') FROM duckdb_keywords() ORDER BY 1`,
    );
    connection.closeSync();
    const rows = found.getRows();
    const words = (reserved: boolean) => rows.filter(([, is]) => is === reserved).map(([w]) => w);
    expect([...reservedKeywords]).toEqual(words(true));
    expect([...otherKeywords]).toEqual(words(false));
  });

  it.each(operations)('keeps what DuckDB reads of $id', async (operation) => {
    for (const example of operation.examples) {
      const params = operation.params.parse(example.params);
      const context = sqlContext({ operation, example: { ...example, params }, identity: false });
      const query = operation.emit.duckdb(context);
      if (typeof query !== 'string') continue;
      expect(await parsed(format(query))).toBe(await parsed(query));
    }
  });
});

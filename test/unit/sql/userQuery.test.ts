import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userQuery } from '../../../src/core/sql/userQuery.ts';
import { AppError } from '../../../src/shared/errors.ts';

const accepted: readonly string[] = [
  'SELECT * FROM input',
  'select a from INPUT;',
  'SELECT a FROM "input" -- ) the end',
  'SELECT /* ) \' " */ a FROM input;  -- done',
  'SELECT \')\' || a AS "((" FROM input',
  "SELECT a FROM input WHERE a IN ('x', 'it''s') ORDER BY a, b LIMIT 3",
  'FROM input SELECT a, b',
  '(SELECT a FROM input) UNION ALL SELECT a FROM input',
  'WITH x AS (SELECT 1 AS k), y(z) AS MATERIALIZED (SELECT k FROM x) SELECT * FROM y, x',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t',
  'SELECT i.a, j.b FROM input AS i JOIN input j ON i.a = j.a AND i.b IS DISTINCT FROM j.b, input k',
  'SELECT * FROM (input i JOIN (SELECT 1 AS one) AS o ON TRUE)',
  "SELECT * FROM (VALUES ('a'), ('b')) AS v(a), input",
  'SELECT u FROM input, unnest([1, 2]) AS t(u)',
  'SELECT n FROM range(3) AS r(n)',
  'SELECT extract(year FROM d), trim(BOTH FROM a), substring(a FROM 2 FOR 1) FROM input',
  'SELECT sum(b) OVER w FROM input WINDOW w AS (PARTITION BY a ORDER BY d), v AS (w)',
  "SELECT (SELECT max(b) FROM input) AS most, {'k': b} AS s, [a][1:1] AS l FROM input",
  'SELECT a::DATE FROM input WHERE FALSE',
  'SELECT count(*) FILTER (WHERE b > 1), list(b ORDER BY b DESC) FROM input GROUP BY ALL',
  'SELECT CASE WHEN EXISTS (FROM input WHERE b > 1) THEN 1 END AS c',
];

const refused: readonly (readonly [query: string, message: string])[] = [
  ['', 'This is no SELECT.'],
  ['  -- nothing', 'This is no SELECT.'],
  ['DELETE FROM input', 'This is no SELECT.'],
  ["COPY input TO 'x'", 'This is no SELECT.'],
  ['SELECT 1) AS a, (SELECT 2', '“)” closes a bracket that is not open.'],
  ['SELECT 1 FROM input) UNION ALL (SELECT 2', '“)” closes a bracket that is not open.'],
  ['SELECT (1', 'A bracket is not closed.'],
  ['SELECT [1)', '“)” closes a bracket that is not open.'],
  ['SELECT 1; DROP TABLE main', 'There are several statements.'],
  ["SELECT 'a", 'A text does not end.'],
  ['SELECT "a', 'A quoted name does not end.'],
  ['SELECT 1 /* a', 'A comment does not end, or holds another one.'],
  ['SELECT /* /* */ 1 */ 2', 'A comment does not end, or holds another one.'],
  ['SELECT $$)$$', '“$” has no place in a query.'],
  ['SELECT $1', '“$” has no place in a query.'],
  ['SELECT a$b$ FROM input', '“$” has no place in a query.'],
  ['SELECT ?', '“?” has no place in a query.'],
  ["SELECT e'\\') FROM input --'", 'The quote behind “e” touches it.'],
  ["SELECT E'\\'' || ') --'", 'The quote behind “e” touches it.'],
  ["SELECT 'a'\n'b'", 'Two texts follow one another.'],
  ["SELECT 1 FROM\u00a0'f.csv'", 'A sign that cannot be seen has no place in a query.'],
  ['SELECT 1\0', 'A sign that cannot be seen has no place in a query.'],
  ["SELECT * FROM 'f.csv'", 'A query reads no files.'],
  ["FROM 'f.csv'", 'A query reads no files.'],
  ['SELECT * FROM "f.csv"', 'There is no table “f.csv” here.'],
  ['SELECT * FROM f.csv', 'There is no table “f” here.'],
  ["SELECT * FROM input, 'f.csv'", 'A query reads no files.'],
  ["SELECT * FROM input AS i, 'f.csv'", 'A query reads no files.'],
  ["SELECT * FROM input JOIN 'f.csv' USING (a)", 'A query reads no files.'],
  ["SELECT * FROM input i JOIN input j ON i.limit = 1, 'f.csv'", 'A query reads no files.'],
  [
    "SELECT * FROM input i JOIN input j ON i.a IS DISTINCT FROM 1, 'f.csv'",
    'A query reads no files.',
  ],
  ["SELECT * FROM (input, 'f.csv')", 'A query reads no files.'],
  ["SELECT * FROM ((('f.csv')))", 'A query reads no files.'],
  ["SELECT (FROM 'f.csv')", 'A query reads no files.'],
  ["SELECT trim((FROM 'f.csv'))", 'A query reads no files.'],
  ["SELECT trim((SELECT a FROM 'f.csv'))", 'A query reads no files.'],
  ["SELECT extract(year FROM d), (SELECT 1 FROM 'f.csv') FROM input", 'A query reads no files.'],
  ["SELECT 1.FROM 'f.csv'", 'A query reads no files.'],
  ['FROM input: "f.csv"', 'There is no table “input” here.'],
  ["SELECT * FROM LATERAL 'f.csv'", 'A query reads no files.'],
  ["SELECT * FROM read_csv('f.csv')", 'A query reads no table from “read_csv”.'],
  ['SELECT * FROM "read_text"(\'f.csv\')', 'A query reads no table from “read_text”.'],
  ["SELECT * FROM glob('*')", 'A query reads no table from “glob”.'],
  ["SELECT * FROM query('SELECT 1')", 'A query reads no table from “query”.'],
  ['SELECT * FROM duckdb_settings()', 'A query reads no table from “duckdb_settings”.'],
  ['SELECT * FROM main', 'There is no table “main” here.'],
  ['SELECT * FROM step_1', 'There is no table “step_1” here.'],
  ['SELECT * FROM input.main', 'There is no table “input” here.'],
  ['SELECT * FROM information_schema.tables', 'There is no table “information_schema” here.'],
  ['WITH "f.csv" AS (SELECT 1) SELECT * FROM "f.csv"', '“f.csv” cannot name a table.'],
  ['SELECT 1 WINDOW w AS (), users AS () UNION FROM users', 'There is no table “users” here.'],
  [
    'SELECT (WITH users AS (SELECT 1 AS a) FROM users), 2 FROM users',
    'There is no table “users” here.',
  ],
  ['SELECT * FROM (DESCRIBE input)', '“DESCRIBE” has no place here.'],
  ['SELECT * FROM (SUMMARIZE input)', '“SUMMARIZE” has no place here.'],
  ['SELECT * FROM (TABLE main)', '“TABLE” has no place here.'],
  ['FROM (PIVOT input ON a)', '“PIVOT” has no place here.'],
  ['SELECT * FROM input TABLESAMPLE 10%', '“TABLESAMPLE” has no place here.'],
  ['SELECT * FROM input USING SAMPLE 10%', 'A sample differs each time.'],
  ["SELECT getenv('HOME')", 'A query may not use “getenv”.'],
  ['SELECT "getenv"(\'HOME\')', 'A query may not use “getenv”.'],
  ["SELECT 'HOME'.getenv()", 'A query may not use “getenv”.'],
  ["SELECT system.main.current_setting('x')", 'A query may not use “current_setting”.'],
  ['SELECT random() FROM input', '“random” differs each time.'],
  ['SELECT now() FROM input', '“now” differs each time.'],
  ['SELECT * FROM input WHERE d < CURRENT_DATE', '“current_date” differs each time.'],
  ['SELECT {main}', 'A struct is not written as one.'],
  ['SELECT {main.base}', 'A struct is not written as one.'],
  ['SELECT a FROM', 'The query ends where a table should be.'],
];

function sentence(query: string): string {
  try {
    userQuery(query);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-sql') throw error;
    return error.message;
  }
  return 'accepted';
}

describe('a query of a person', () => {
  it.each(refused)('%s is refused', (query, message) => {
    expect(sentence(query)).toBe(message);
  });

  describe('that is let in', () => {
    let instance: DuckDBInstance;
    beforeAll(async () => {
      instance = await DuckDBInstance.create(':memory:');
    });
    afterAll(() => {
      instance.closeSync();
    });

    it.each(accepted)('%s runs between brackets', async (query) => {
      const connection = await instance.connect();
      const input = "SELECT 'x' AS a, 1 AS b, DATE '2026-01-31' AS d";
      const found = await connection.runAndReadAll(
        `WITH input AS (${input}) SELECT * FROM (\n${userQuery(query)}\n) AS answer`,
      );
      expect(found.columnCount).toBeGreaterThan(0);
      connection.closeSync();
    });
  });
});

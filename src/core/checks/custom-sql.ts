import { z } from 'zod';
import { ident, lit, sql } from '../sql/sql.ts';
import { at } from '../operations/stepPath.ts';
import { defineCheck, sampleRows } from './define.ts';
import { checkQuery } from './checkQuery.ts';

const unsupported = {
  unsupported:
    'its query is written in the SQL of DuckDB; it runs in jobs and in SQL scripts only.',
};
const result = ident('result');

export default defineCheck<'custom-sql'>({
  id: 'custom-sql',
  title: 'SQL that finds nothing',
  summary:
    'One SELECT of DuckDB over the final table, `result`, gives the rows that break the rule: none, if it holds. It reads nothing else, neither sources nor files. Python scripts do not have it.',
  params: { query: z.string().min(1).meta({ title: 'SELECT … FROM result', ui: 'sql' }) },
  words: ({ query }) => `no rows from ${query.replaceAll(/\s+/g, ' ').trim()}`,
  columns: () => [],
  validate: ({ check }) => {
    at(['query'], () => checkQuery(check.query));
  },
  emit: {
    duckdb: ({ check, from }) => {
      const query = checkQuery(check.query);
      const found =
        from === result
          ? sql`(${query}\n)`
          : sql`(WITH ${result} AS (SELECT * FROM ${from}) ${sql`SELECT * FROM (${query}\n)`})`;
      return {
        counts: sql`SELECT count(*) > 0 AS failed, count(*) AS found, (SELECT count(*) FROM ${from}) AS judged FROM ${found}`,
        sample: sql`SELECT * FROM ${found} LIMIT ${lit(sampleRows)}`,
      };
    },
    pandas: () => unsupported,
    polars: () => unsupported,
    pyspark: () => unsupported,
  },
  examples: [
    {
      name: 'totals that do not add up',
      input: {
        columns: [
          ['order', 'text'],
          ['part', 'int64'],
          ['total', 'int64'],
        ],
        rows: [
          ['a', 1, 3],
          ['a', 2, 3],
          ['b', 2, 5],
        ],
      },
      check: {
        query:
          'SELECT "order", sum(part) AS parts, any_value(total) AS total -- one row; each\nFROM result GROUP BY "order" HAVING sum(part) <> any_value(total)',
      },
      ...{ failed: true, found: 1, of: 3, sample: [['b', '2', '5']] },
    },
    {
      name: 'nothing found',
      input: { columns: [['x', 'int64']], rows: [[1]] },
      check: { query: "SELECT * FROM result WHERE x < 0 OR x IS NULL OR 'a;b(' = 'c';" },
      ...{ failed: false, found: 0, of: 1, sample: [] },
    },
  ],
});

import { z } from 'zod';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { joinSql, lit, sql, trusted } from '../sql/sql.ts';
import { bounds, requireBound } from './bounds.ts';
import { defineCheck } from './define.ts';
import type { CheckLines, CheckPythonContext } from './define.ts';

const rows = (title: string): z.ZodExactOptional<z.ZodInt> =>
  z.int().min(0).meta({ title }).exactOptional();

export default defineCheck<'row-count'>({
  id: 'row-count',
  title: 'Row count',
  summary: 'The final table has so many rows, all parts together; the bounds belong to the range.',
  params: { min: rows('At least'), max: rows('At most') },
  words: ({ min, max }) => `the number of rows is ${bounds(min, max)}`,
  columns: () => [],
  validate: ({ check }) => {
    requireBound(check);
  },
  emit: {
    duckdb: ({ check, from }) => {
      const failed = [
        ...(check.min === undefined ? [] : [sql`count(*) < ${lit(check.min)}`]),
        ...(check.max === undefined ? [] : [sql`count(*) > ${lit(check.max)}`]),
      ];
      const any = failed.length > 0 ? joinSql(failed, ' OR ') : trusted('FALSE');
      return {
        counts: sql`SELECT ${any} AS failed, count(*) AS found, NULL AS judged FROM ${from}`,
      };
    },
    pandas: counted(py`table.num_rows`),
    polars: counted(py`table.height`),
    pyspark: counted(py`table.count()`),
  },
  examples: [
    {
      name: 'too few',
      input: { columns: [['x', 'int64']], rows: [[1], [null]] },
      check: { min: 3 },
      ...{ failed: true, found: 2, of: null },
    },
    {
      name: 'the bounds belong to it',
      input: { columns: [['x', 'int64']], rows: [[1], [null]] },
      check: { min: 2, max: 2 },
      ...{ failed: false, found: 2, of: null },
    },
  ],
});

function counted(count: Py) {
  return ({ check }: CheckPythonContext<'row-count'>): CheckLines => {
    const broken = [
      ...(check.min === undefined ? [] : [py`found < ${pyLit(check.min)}`]),
      ...(check.max === undefined ? [] : [py`found > ${pyLit(check.max)}`]),
    ];
    return { lines: [py`found = ${count}`], broken: joinPy(broken, ' or ') };
  };
}

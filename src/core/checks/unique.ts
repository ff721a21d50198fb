import { isFloat } from '../expression/types.ts';
import { columns } from '../operations/params.ts';
import { polarsColumn, sparkColumn } from '../operations/pythonColumn.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import { defineCheck, sampleRows } from './define.ts';

export default defineCheck<'unique'>({
  id: 'unique',
  title: 'Unique',
  summary:
    'No two rows have the same values in these columns. Null counts as one value, and so does NaN; -0.0 equals 0.0. Each row beyond the first of its kind is found.',
  params: { columns: columns().meta({ title: 'Columns' }) },
  words: ({ columns: names }) => `${names.join(', ')} is unique`,
  columns: ({ columns: names }) => names.map((name, index) => ({ name, path: ['columns', index] })),
  emit: {
    duckdb: ({ check, from }) => {
      const keys = joinSql(check.columns.map(ident));
      return {
        counts: sql`SELECT found > 0 AS failed, found, judged FROM (SELECT coalesce(sum(n - 1), 0)::BIGINT AS found, coalesce(sum(n), 0)::BIGINT AS judged FROM (SELECT count(*) AS n FROM ${from} GROUP BY ${keys}))`,
        sample: sql`SELECT ${keys} FROM ${from} GROUP BY ${keys} HAVING count(*) > 1 ORDER BY count(*) DESC, ${keys} LIMIT ${lit(sampleRows)}`,
      };
    },
    pandas: ({ check, schema, import: need }) => {
      need('import pyarrow.compute as pc');
      const keys = check.columns.map((name) => {
        const column = py`table[${pyLit(name)}]`;
        const type = schema.find((c) => c.name === name)?.type;
        // Arrow groups by bits, and -0.0 equals 0.0.
        return type && isFloat(type)
          ? py`pc.if_else(pc.equal(${column}, 0), pa.scalar(0, ${column}.type), ${column})`
          : column;
      });
      const names = keys.map((_, i) => `key${String(i)}`);
      return {
        lines: [
          py`keys = pa.table([${joinPy(keys)}], names=${pyLit(names)})`,
          py`found = keys.num_rows - keys.group_by(keys.column_names).aggregate([]).num_rows`,
        ],
        broken: py`found > 0`,
      };
    },
    polars: ({ check }) => ({
      lines: [
        py`found = table.height - table.select(${joinPy(check.columns.map(polarsColumn))}).unique().height`,
      ],
      broken: py`found > 0`,
    }),
    pyspark: ({ check }) => ({
      lines: [
        py`found = table.count() - table.select(${joinPy(check.columns.map(sparkColumn))}).distinct().count()`,
      ],
      broken: py`found > 0`,
    }),
  },
  examples: [
    {
      name: 'two columns together, null as a value',
      input: {
        columns: [
          ['a', 'text'],
          ['b', 'int64'],
        ],
        rows: [
          ['x', 1],
          ['x', null],
          ['x', 1],
          ['x', null],
          ['y', 1],
          ['x', 1],
        ],
      },
      check: { columns: ['a', 'b'] },
      ...{ failed: true, found: 3, of: 6 },
      sample: [
        ['x', '1'],
        ['x', null],
      ],
    },
    {
      name: 'minus zero is zero, and NaN is NaN',
      input: { columns: [['x', 'float64']], rows: [[0], ['-0.0'], ['nan'], ['nan'], [1]] },
      check: { columns: ['x'] },
      ...{ failed: true, found: 2, of: 5, sample: [['0.0'], ['nan']] },
    },
    {
      name: 'all differ',
      input: { columns: [['x', 'text']], rows: [['a'], ['A'], [null]] },
      check: { columns: ['x'] },
      ...{ failed: false, found: 0, of: 3, sample: [] },
    },
  ],
});

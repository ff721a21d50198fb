import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { isOrdered, requireColumns, requireType } from '../operations/columns.ts';
import { StepError } from '../operations/define.ts';
import { columns, otherSource, sourceColumn } from '../operations/params.ts';
import { polarsColumn, sparkColumn } from '../operations/pythonColumn.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { arrowType } from '../python/pythonType.ts';
import type { Py } from '../python/py.ts';
import { formatType, sameType } from '../sql/types.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { defineCheck, sampleRows } from './define.ts';
import type { CheckContext, CheckLines, CheckPythonContext } from './define.ts';
import { atLeast, brokenPython, brokenSql, shareWords } from './share.ts';

export default defineCheck<'references'>({
  id: 'references',
  title: 'Found in another source',
  summary:
    'Each key stands in the columns of another source, as a foreign key does. A key of which a part is null is left alone, and is not among the rows of a share. The types are the same; whole numbers may differ in width, and floats are no keys.',
  params: {
    columns: columns().meta({ ui: 'columns', title: 'Key columns' }),
    source: otherSource(),
    sourceColumns: z.array(sourceColumn()).min(1).meta({ title: 'Its columns, in the same order' }),
    atLeast: atLeast(),
  },
  words: ({ columns: names, source, sourceColumns, atLeast: share }) =>
    `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} found in ${sourceColumns.join(', ')} of ${source.source}${shareWords(share)}`,
  columns: ({ columns: names }) => names.map((name, index) => ({ name, path: ['columns', index] })),
  sources: ({ source }) => [source.source],
  validate: (context) => {
    keysOf(context);
  },
  emit: {
    duckdb: (context) => {
      const { check, from } = context;
      const other = context.relation(check.source.source);
      const here = (name: string): Sql => sql`checked.${ident(name)}`;
      const given = joinSql(
        check.columns.map((name) => sql`${here(name)} IS NOT NULL`),
        ' AND ',
      );
      const same = check.columns.map(
        (name, index) => sql`other.${ident(check.sourceColumns[index] ?? '')} = ${here(name)}`,
      );
      const known = sql`EXISTS (SELECT 1 FROM ${other} AS other WHERE ${joinSql(same, ' AND ')})`;
      return {
        counts: sql`SELECT ${brokenSql(check.atLeast)} AS failed, found, judged FROM (SELECT count(*) FILTER (WHERE NOT is_known) AS found, count(*) AS judged FROM (SELECT ${known} AS is_known FROM ${from} AS checked WHERE ${given}))`,
        sample: sql`SELECT ${joinSql(check.columns.map(here))} FROM ${from} AS checked WHERE ${given} AND NOT ${known} LIMIT ${lit(sampleRows)}`,
      };
    },
    pandas: joined((context, widened) => {
      const { check, relation } = context;
      const names = pyLit(check.columns.map((_, index) => keyName(index)));
      const wide = keysOf(context).map(([{ type }], index) => {
        const kind = widened.includes(index) ? py`pa.int64()` : arrowType(type);
        return py`(${pyLit(keyName(index))}, ${kind})`;
      });
      const asWide = widened.length === 0 ? py`` : py`.cast(wide)`;
      return {
        lines: [
          ...(widened.length === 0 ? [] : [py`wide = pa.schema([${joinPy(wide)}])`]),
          py`keys = table.select(${pyLit([...check.columns])}).rename_columns(${names}).drop_null()${asWide}`,
          py`known = pa.Table.from_pandas(${relation(check.source.source)}[${pyLit([...check.sourceColumns])}], preserve_index=False)`,
          py`known = known.rename_columns(${names})${asWide}`,
        ],
        found: py`keys.join(known, keys=${names}, join_type="left anti").num_rows`,
        judged: py`keys.num_rows`,
      };
    }),
    polars: joined(({ check, relation }, widened) => {
      const renamed = (names: readonly string[]): Py =>
        joinPy(
          names.map((name, index) => {
            const wide = widened.includes(index) ? py`.cast(pl.Int64)` : py``;
            return py`${polarsColumn(name)}${wide}.alias(${pyLit(keyName(index))})`;
          }),
        );
      const on = pyLit(check.columns.map((_, index) => keyName(index)));
      return {
        lines: [
          py`keys = table.select(${renamed(check.columns)}).drop_nulls()`,
          py`known = ${relation(check.source.source)}.select(${renamed(check.sourceColumns)}).collect()`,
        ],
        found: py`keys.join(known, on=${on}, how="anti").height`,
        judged: py`keys.height`,
      };
    }),
    pyspark: joined(({ check, relation }) => {
      const names = check.columns.map((_, index) => pyLit(keyName(index)));
      const renamed = (columnNames: readonly string[]): Py =>
        py`select(${joinPy(columnNames.map(sparkColumn))}).toDF(${joinPy(names)})`;
      return {
        lines: [
          py`keys = table.${renamed(check.columns)}.dropna()`,
          py`known = ${relation(check.source.source)}.${renamed(check.sourceColumns)}`,
        ],
        found: py`keys.join(known, on=[${joinPy(names)}], how="left_anti").count()`,
        judged: py`keys.count()`,
      };
    }),
  },
  examples: [
    {
      name: 'a user that is not known',
      input: { columns: [['user', 'int64']], rows: [[1], [2], [null], [4], [4]] },
      sources: { users: { columns: [['id', 'int32']], rows: [[1], [2], [3], [null], [2]] } },
      check: { columns: ['user'], source: { source: 'users' }, sourceColumns: ['id'] },
      ...{ failed: true, found: 2, of: 4, sample: [['4'], ['4']] },
    },
    {
      name: 'keys of two parts, two of three of them known',
      input: {
        columns: [
          ['country', 'text'],
          ['on', 'date'],
        ],
        rows: [
          ['de', '2026-01-01'],
          ['de', '2026-01-02'],
          ['fr', '2026-01-01'],
          [null, '2026-01-01'],
          ['fr', null],
        ],
      },
      sources: {
        days: {
          columns: [
            ['day', 'date'],
            ['land', 'text'],
          ],
          rows: [
            ['2026-01-01', 'de'],
            ['2026-01-01', 'fr'],
            ['2026-01-02', 'fr'],
          ],
        },
      },
      check: {
        columns: ['country', 'on'],
        source: { source: 'days' },
        sourceColumns: ['land', 'day'],
        atLeast: 0.66,
      },
      ...{ failed: false, found: 1, of: 3, sample: [['de', '2026-01-02']] },
    },
  ],
});

function keyName(index: number): string {
  return `key${String(index + 1)}`;
}

/** The pairs of key columns. Throws `StepError` for a source, column or pair of types that does not fit. */
function keysOf({
  check,
  schema,
  sources,
}: CheckContext<'references'>): readonly [Column, Column][] {
  const { source } = check.source;
  const other = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (!other) {
    throw new StepError(
      ['source'],
      `The recipe has no source “${source}”.`,
      'Add it to the sources.',
    );
  }
  const left = requireColumns(schema, check.columns, ['columns']);
  const right = requireColumns(other, check.sourceColumns, ['sourceColumns']);
  if (left.length !== right.length) {
    throw new StepError(
      ['sourceColumns'],
      `The key has ${String(left.length)} columns, the source's ${String(right.length)}.`,
      'Name one column of the source for each column of the key.',
    );
  }
  return left.map((column, index): [Column, Column] => {
    const beside = right[index] ?? column;
    const isKey = (type: Column['type']): boolean => isOrdered(type) && !isFloat(type);
    requireType(column, isKey, 'a type that can be a key', ['columns', index]);
    const fits =
      sameType(column.type, beside.type) || (isInteger(column.type) && isInteger(beside.type));
    if (fits) return [column, beside];
    throw new StepError(
      ['sourceColumns', index],
      `“${column.name}” is ${formatType(column.type)}, but “${beside.name}” of ${source} is ${formatType(beside.type)}.`,
      'Change the type of one of them first.',
    );
  });
}

interface Joined {
  readonly lines: readonly Py[];
  readonly found: Py;
  readonly judged: Py;
}

/** `write` also gets the places of the keys whose whole numbers differ in width. */
function joined(
  write: (context: CheckPythonContext<'references'>, widened: readonly number[]) => Joined,
) {
  return (context: CheckPythonContext<'references'>): CheckLines => {
    const widened = keysOf(context).flatMap(([left, right], index) =>
      sameType(left.type, right.type) ? [] : [index],
    );
    const { lines, found, judged } = write(context, widened);
    const share = context.check.atLeast;
    return {
      lines: [
        ...lines,
        py`found = ${found}`,
        ...(share === undefined ? [] : [py`judged = ${judged}`]),
      ],
      broken: brokenPython(share),
    };
  };
}

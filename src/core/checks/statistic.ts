import { z } from 'zod';
import { statisticNames } from '../../shared/checkWords.ts';
import type { Column } from '../../shared/columnType.ts';
import type { StatisticName } from '../../shared/recipe.ts';
import { isFloat, isNumber } from '../expression/types.ts';
import { isOrdered, requireColumn, requireType } from '../operations/columns.ts';
import { StepError } from '../operations/define.ts';
import { column } from '../operations/params.ts';
import { polarsColumn, sparkColumn } from '../operations/pythonColumn.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { formatType } from '../sql/types.ts';
import { bounds, requireBound } from './bounds.ts';
import { defineCheck } from './define.ts';
import type { CheckContext, CheckLines, CheckPythonContext } from './define.ts';

const bound = (title: string): z.ZodExactOptional<z.ZodNumber> =>
  z
    .number({ error: 'a number; dates, times and texts are bounded by the check in-range' })
    .meta({ title })
    .exactOptional();

const labels: Readonly<Record<StatisticName, string>> = {
  mean: 'the mean',
  min: 'the least value',
  max: 'the greatest value',
  distinct: 'the number of different values',
  'missing-share': 'the share of nulls',
};

export default defineCheck<'statistic'>({
  id: 'statistic',
  title: 'Statistic',
  summary:
    'A figure of the column lies between the bounds, which belong to the range: its mean, least or greatest value (of numbers; dates, times and texts are bounded by in-range), the number of different values, or the share of nulls (0 to 1). Nulls are left out of all but the last. NaN is one value, makes a mean NaN, and is greater than every number; a figure that is NaN or that cannot be had for want of values is in no range. The share of nulls of no rows is 0.',
  params: {
    column: column(),
    of: z.enum(statisticNames).meta({ title: 'Figure', labels }),
    min: bound('At least'),
    max: bound('At most'),
  },
  words: ({ column: name, of, min, max }) => `${labels[of]} of ${name} is ${bounds(min, max)}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  validate: (context) => {
    requireBound(context.check);
    sourceOf(context);
  },
  emit: {
    duckdb: (context) => {
      const { check, from } = context;
      const within = [
        ...(check.min === undefined ? [] : [sql`found >= ${exactly(check.min)}`]),
        ...(check.max === undefined ? [] : [sql`found <= ${exactly(check.max)}`]),
      ];
      const figure = figureSql(check.of, ident(check.column));
      const found = mayBeNan(context) ? sql`nullif(${figure}, 'nan')` : figure;
      return {
        mayLack: true,
        counts: sql`SELECT found IS NULL OR NOT (${joinSql(within, ' AND ')}) AS failed, found, judged FROM (SELECT ${found} AS found, count(*) AS judged FROM ${from})`,
      };
    },
    pandas: bounded((context) => {
      context.import('import pyarrow.compute as pc');
      return pandasFigure(
        context.check.of,
        sourceOf(context),
        py`table[${pyLit(context.check.column)}]`,
      );
    }),
    polars: bounded((context) => {
      const { check } = context;
      const figure = polarsFigure(check.of, sourceOf(context), polarsColumn(check.column));
      return check.of === 'missing-share'
        ? py`table[${pyLit(check.column)}].null_count() / max(table.height, 1)`
        : py`table.select(${figure}).item()`;
    }),
    pyspark: bounded(({ check }) => {
      const values = sparkColumn(check.column);
      if (check.of === 'missing-share') {
        return py`table.filter(${values}.isNull()).count() / max(table.count(), 1)`;
      }
      const figures: Record<Exclude<StatisticName, 'missing-share'>, Py> = {
        mean: py`F.avg(${values}.cast("double"))`,
        min: py`F.min(${values})`,
        max: py`F.max(${values})`,
        distinct: py`F.count_distinct(${values})`,
      };
      return py`table.agg(${figures[check.of]}).first()[0]`;
    }),
  },
  examples: [
    {
      name: 'a mean, nulls left out',
      input: { columns: [['x', 'int64']], rows: [[1], [2], [null], [6]] },
      check: { column: 'x', of: 'mean', min: 1, max: 2.5 },
      ...{ failed: true, found: 3, of: 4 },
    },
    {
      name: 'the greatest decimal is in it',
      input: { columns: [['price', 'decimal(10,2)']], rows: [['1.50'], ['9.99'], [null]] },
      check: { column: 'price', of: 'max', max: 9.99 },
      ...{ failed: false, found: 9.99, of: 3 },
    },
    {
      name: 'a whole number is held against a bound to its last digit',
      input: { columns: [['x', 'int64']], rows: [['9007199254740993'], [1]] },
      check: { column: 'x', of: 'max', max: 9007199254740992 },
      ...{ failed: true, found: 9007199254740992, of: 2 },
    },
    {
      name: 'NaN is the greatest, and in no range',
      input: { columns: [['x', 'float64']], rows: [[1], ['nan']] },
      check: { column: 'x', of: 'max', min: 0 },
      ...{ failed: true, found: null, of: 2 },
    },
    {
      name: 'the least is a number beside NaN',
      input: { columns: [['x', 'float64']], rows: [[1.5], ['nan']] },
      check: { column: 'x', of: 'min', min: 1.5 },
      ...{ failed: false, found: 1.5, of: 2 },
    },
    {
      name: 'no values have no least one',
      input: { columns: [['x', 'int32']], rows: [[null]] },
      check: { column: 'x', of: 'min', min: 0 },
      ...{ failed: true, found: null, of: 1 },
    },
    {
      name: 'different values',
      input: {
        columns: [['x', 'float64']],
        rows: [[0], ['-0.0'], ['nan'], ['nan'], [null], [1]],
      },
      check: { column: 'x', of: 'distinct', min: 3, max: 3 },
      ...{ failed: false, found: 3, of: 6 },
    },
    {
      name: 'a quarter is missing',
      input: { columns: [['x', 'text']], rows: [['a'], [null], [''], ['b']] },
      check: { column: 'x', of: 'missing-share', max: 0.2 },
      ...{ failed: true, found: 0.25, of: 4 },
    },
    {
      name: 'of no rows nothing is missing',
      input: { columns: [['x', 'text']], rows: [] },
      check: { column: 'x', of: 'missing-share', max: 0 },
      ...{ failed: false, found: 0, of: 0 },
    },
  ],
});

/** The column; throws `StepError` where it has no such figure. */
function sourceOf({ check, schema }: CheckContext<'statistic'>): Column {
  const source = requireColumn(schema, check.column, ['column']);
  if (check.of === 'missing-share') return source;
  const ofNumbers = check.of !== 'distinct';
  const isEnd = check.of === 'min' || check.of === 'max';
  if (isEnd && !isNumber(source.type) && isOrdered(source.type)) {
    throw new StepError(
      ['column'],
      `“${source.name}” is ${formatType(source.type)}, but the bounds of a statistic are numbers.`,
      'Bound its values by the check in-range, which takes dates, times and texts.',
    );
  }
  requireType(
    source,
    ofNumbers ? isNumber : isOrdered,
    ofNumbers ? 'a number' : 'a number, text, boolean, date or timestamp',
    ['column'],
  );
  return source;
}

/** Whole numbers as such, so that one beyond 2⁵³ in the data is not rounded to meet them. */
function exactly(bound: number): Sql {
  return Number.isInteger(bound) ? lit(BigInt(bound)) : lit(bound);
}

function mayBeNan(context: CheckContext<'statistic'>): boolean {
  const { of } = context.check;
  return of === 'mean' || ((of === 'min' || of === 'max') && isFloat(sourceOf(context).type));
}

function figureSql(of: StatisticName, values: Sql): Sql {
  switch (of) {
    case 'mean':
      return sql`avg(${values}::DOUBLE)`;
    case 'min':
      return sql`min(${values})`;
    case 'max':
      return sql`max(${values})`;
    case 'distinct':
      return sql`count(DISTINCT ${values})`;
    case 'missing-share':
      return sql`coalesce(count(*) FILTER (WHERE ${values} IS NULL) / nullif(count(*), 0), 0)`;
  }
}

function pandasFigure(of: StatisticName, { type }: Column, values: Py): Py {
  switch (of) {
    case 'mean':
      return py`pc.mean(${values}.cast(pa.float64(), safe=False)).as_py()`;
    case 'min':
      return py`pc.min(${values}).as_py()`;
    case 'max':
      // Arrow passes over NaN, which is the greatest value here.
      return isFloat(type)
        ? py`float("nan") if pc.any(pc.is_nan(${values})).as_py() else pc.max(${values}).as_py()`
        : py`pc.max(${values}).as_py()`;
    case 'distinct':
      // Arrow tells values apart by their bits, and -0.0 equals 0.0.
      return isFloat(type)
        ? py`pc.count_distinct(pc.if_else(pc.equal(${values}, 0), pa.scalar(0, ${values}.type), ${values})).as_py()`
        : py`pc.count_distinct(${values}).as_py()`;
    case 'missing-share':
      return py`${values}.null_count / max(table.num_rows, 1)`;
  }
}

function polarsFigure(of: StatisticName, { type }: Column, values: Py): Py {
  switch (of) {
    case 'mean':
      return py`${values}.cast(pl.Float64).mean()`;
    case 'min':
      return py`${values}.min()`;
    case 'max':
      // polars passes over NaN, which is the greatest value here.
      return isFloat(type) ? py`${values}.nan_max()` : py`${values}.max()`;
    case 'distinct':
      return py`${values}.drop_nulls().n_unique()`;
    case 'missing-share':
      return py`${values}.null_count()`;
  }
}

/** A figure held against the bounds; one that is NaN, or that there is none of, is no value and breaks them. */
function bounded(figure: (context: CheckPythonContext<'statistic'>) => Py) {
  return (context: CheckPythonContext<'statistic'>): CheckLines => {
    const { min, max, of } = context.check;
    const lines = [py`found = ${figure(context)}`];
    if (of === 'distinct' || of === 'missing-share') {
      const beyond = [
        ...(min === undefined ? [] : [py`found < ${pyLit(min)}`]),
        ...(max === undefined ? [] : [py`found > ${pyLit(max)}`]),
      ];
      return { lines, broken: joinPy(beyond, ' or ') };
    }
    const within = [
      ...(min === undefined ? [] : [py`${pyLit(min)}`]),
      py`found`,
      ...(max === undefined ? [] : [py`${pyLit(max)}`]),
    ];
    const isNan = mayBeNan(context);
    if (isNan) context.import('import math');
    const none = isNan ? py`found is None or math.isnan(found)` : py`found is None`;
    return {
      lines: [...lines, py`found = "no value" if ${none} else found`],
      broken: py`found == "no value" or not ${joinPy(within, ' <= ')}`,
    };
  };
}

import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { extractDatePartsExamples } from './examples/extractDateParts.ts';

const parts = [
  'year',
  'half_year',
  'quarter',
  'month',
  'week',
  'iso_year',
  'day',
  'weekday',
  'is_weekend',
  'day_of_year',
  'days_in_month',
  'hour',
  'minute',
  'second',
] as const;
type Part = (typeof parts)[number];

const params = z.strictObject({
  column: column().meta({ about: 'The date or time whose parts are taken.' }),
  parts: z
    .array(z.enum(parts))
    .min(1)
    .meta({ description: 'Each part becomes a column of whole numbers.' }),
  prefix: z
    .string()
    .optional()
    .meta({ description: 'What the new names begin with; the column’s name unless given.' }),
});
type Params = z.infer<typeof params>;

const duckdb: Record<Part, (value: Sql) => Sql> = {
  year: (value) => sql`year(${value})`,
  half_year: (value) => sql`((quarter(${value}) + 1) // 2)`,
  quarter: (value) => sql`quarter(${value})`,
  month: (value) => sql`month(${value})`,
  week: (value) => sql`weekofyear(${value})`,
  iso_year: (value) => sql`isoyear(${value})`,
  day: (value) => sql`day(${value})`,
  weekday: (value) => sql`isodow(${value})`,
  is_weekend: (value) => sql`(isodow(${value}) >= 6)`,
  day_of_year: (value) => sql`dayofyear(${value})`,
  days_in_month: (value) => sql`day(last_day(${value}))`,
  hour: (value) => sql`hour(${value})`,
  minute: (value) => sql`minute(${value})`,
  second: (value) => sql`second(${value})`,
};
const pandas: Record<Part, (value: Py) => Py> = {
  year: (value) => py`${value}.dt.year`,
  half_year: (value) => py`((${value}.dt.quarter + 1) // 2)`,
  quarter: (value) => py`${value}.dt.quarter`,
  month: (value) => py`${value}.dt.month`,
  // pandas 2.2 gives the week and the year 0 for null.
  week: (value) => py`${value}.dt.isocalendar()["week"].where(${value}.notna())`,
  iso_year: (value) => py`${value}.dt.isocalendar()["year"].where(${value}.notna())`,
  day: (value) => py`${value}.dt.day`,
  weekday: (value) => py`(${value}.dt.day_of_week + 1)`,
  is_weekend: (value) => py`(${value}.dt.day_of_week >= 5)`,
  day_of_year: (value) => py`${value}.dt.day_of_year`,
  days_in_month: (value) => py`${value}.dt.days_in_month`,
  hour: (value) => py`${value}.dt.hour`,
  minute: (value) => py`${value}.dt.minute`,
  second: (value) => py`${value}.dt.second`,
};
const polars: Record<Part, (value: Py) => Py> = {
  year: (value) => py`${value}.dt.year()`,
  half_year: (value) => py`((${value}.dt.quarter() + 1) // 2)`,
  quarter: (value) => py`${value}.dt.quarter()`,
  month: (value) => py`${value}.dt.month()`,
  week: (value) => py`${value}.dt.week()`,
  iso_year: (value) => py`${value}.dt.iso_year()`,
  day: (value) => py`${value}.dt.day()`,
  weekday: (value) => py`${value}.dt.weekday()`,
  is_weekend: (value) => py`(${value}.dt.weekday() >= 6)`,
  day_of_year: (value) => py`${value}.dt.ordinal_day()`,
  days_in_month: (value) => py`${value}.dt.days_in_month()`,
  hour: (value) => py`${value}.dt.hour()`,
  minute: (value) => py`${value}.dt.minute()`,
  second: (value) => py`${value}.dt.second()`,
};
const spark: Record<Part, (value: Py) => Py> = {
  year: (value) => py`F.year(${value})`,
  half_year: (value) => py`F.ceil(F.quarter(${value}) / 2).cast("int")`,
  quarter: (value) => py`F.quarter(${value})`,
  month: (value) => py`F.month(${value})`,
  week: (value) => py`F.weekofyear(${value})`,
  iso_year: (value) => py`F.extract(F.lit("yearofweek"), ${value})`,
  day: (value) => py`F.dayofmonth(${value})`,
  weekday: (value) => py`F.weekday(${value}) + 1`,
  is_weekend: (value) => py`(F.weekday(${value}) >= 5).cast("int")`,
  day_of_year: (value) => py`F.dayofyear(${value})`,
  days_in_month: (value) => py`F.dayofmonth(F.last_day(${value}))`,
  hour: (value) => py`F.hour(${value})`,
  minute: (value) => py`F.minute(${value})`,
  second: (value) => py`F.second(${value})`,
};

export default defineOperation({
  id: 'extract-date-parts',
  version: 1,
  title: 'Extract date parts',
  category: 'dates',
  summary:
    'Adds parts of a date or time as int32 columns named <prefix>_<part> (the prefix is the column unless given): ISO week and the year that it belongs to, weekday 1 for Monday to 7, 1 or 0 for weekends, whole seconds. Instants are taken in UTC; null gives null.',
  synonyms: [
    'year',
    'month',
    'day',
    'hour',
    'weekday',
    'datetime',
    'iso year',
    'half year',
    'weekend',
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: ({ params, input }) => {
    const source = requireColumn(input, params.column, ['column']);
    requireType(
      source,
      ({ kind }) => kind === 'date' || kind === 'timestamp' || kind === 'timestamptz',
      'a date or a timestamp',
      ['column'],
    );
    const output: Schema[number][] = [...input];
    params.parts.forEach((part, index) => {
      const path = ['parts', index];
      if (source.type.kind === 'date' && ['hour', 'minute', 'second'].includes(part)) {
        throw new StepError(
          path,
          `“${source.name}” is a date, so it has no ${part}.`,
          'Leave the part out, or take a timestamp.',
        );
      }
      requireNewName(output, nameOf(params, part), path);
      output.push({ name: nameOf(params, part), type: { kind: 'int32' } });
    });
    return output;
  },
  emit: {
    duckdb: ({ params, input, from }) => {
      const instant = input.some(
        ({ name, type }) => name === params.column && type.kind === 'timestamptz',
      );
      const source = instant
        ? sql`make_timestamp(epoch_us(${ident(params.column)}))`
        : ident(params.column);
      const added = params.parts.map(
        (part): Sql => sql`${duckdb[part](source)}::INTEGER AS ${ident(nameOf(params, part))}`,
      );
      return sql`SELECT *, ${joinSql(added)} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const source = py`${frame}[${pyLit(params.column)}]`;
      return params.parts.map(
        (part) =>
          py`${frame}[${pyLit(nameOf(params, part))}] = ${pandas[part](source)}.astype(pd.ArrowDtype(pa.int32()))`,
      );
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const added = params.parts.map(
        (part) =>
          py`${polars[part](polarsColumn(params.column))}.cast(pl.Int32).alias(${pyLit(nameOf(params, part))})`,
      );
      return pythonLines(py`${frame} = ${frame}.with_columns(`, added, py`)`);
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const added = params.parts.map(
        (part) => py`${pyLit(nameOf(params, part))}: ${spark[part](sparkColumn(params.column))}`,
      );
      return pythonLines(py`${frame} = ${frame}.withColumns({`, added, py`})`);
    },
  },
  examples: extractDatePartsExamples,
});

function nameOf(params: Params, part: Part): string {
  return `${params.prefix ?? params.column}_${part}`;
}

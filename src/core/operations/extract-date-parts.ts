import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { extractDatePartsExamples } from './examples/extractDateParts.ts';

const parts = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'weekday',
  'day_of_year',
  'hour',
  'minute',
  'second',
] as const;
type Part = (typeof parts)[number];

const params = z.strictObject({
  column: column(),
  parts: z.array(z.enum(parts)).min(1),
  prefix: z.string().optional(),
});
type Params = z.infer<typeof params>;

const duckdb: Record<Part, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'weekofyear',
  day: 'day',
  weekday: 'isodow',
  day_of_year: 'dayofyear',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};
const pandas: Record<Part, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'isocalendar()["week"]',
  day: 'day',
  weekday: 'day_of_week + 1',
  day_of_year: 'day_of_year',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};
const polars: Record<Part, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  weekday: 'weekday',
  day_of_year: 'ordinal_day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};
const spark: Record<Part, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'weekofyear',
  day: 'dayofmonth',
  weekday: 'weekday',
  day_of_year: 'dayofyear',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};

export default defineOperation({
  id: 'extract-date-parts',
  version: 1,
  title: 'Extract date parts',
  category: 'dates',
  summary:
    'Adds parts of a date or time as int32 columns named <prefix>_<part> (the prefix is the column unless given): ISO week, weekday 1 for Monday to 7, whole seconds. Instants are taken in UTC; null gives null.',
  synonyms: ['year', 'month', 'day', 'hour', 'weekday', 'datetime'],
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
        (part): Sql =>
          sql`${trusted(duckdb[part])}(${source})::INTEGER AS ${ident(nameOf(params, part))}`,
      );
      return sql`SELECT *, ${joinSql(added)} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const source = py`${frame}[${pyLit(params.column)}]`;
      return params.parts.map((part) => {
        const found = py`${source}.dt.${trustedPy(pandas[part])}`;
        // pandas 2.2 gives the week 0 for null.
        const week = py`${found}.where(${source}.notna())`;
        const value = part === 'weekday' ? py`(${found})` : part === 'week' ? week : found;
        return py`${frame}[${pyLit(nameOf(params, part))}] = ${value}.astype(pd.ArrowDtype(pa.int32()))`;
      });
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const added = params.parts.map(
        (part) =>
          py`${polarsColumn(params.column)}.dt.${trustedPy(polars[part])}().cast(pl.Int32).alias(${pyLit(nameOf(params, part))})`,
      );
      return pythonLines(py`${frame} = ${frame}.with_columns(`, added, py`)`);
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const added = params.parts.map((part) => {
        const found = py`F.${trustedPy(spark[part])}(${sparkColumn(params.column)})`;
        return py`${pyLit(nameOf(params, part))}: ${part === 'weekday' ? py`${found} + 1` : found}`;
      });
      return pythonLines(py`${frame} = ${frame}.withColumns({`, added, py`})`);
    },
  },
  examples: extractDatePartsExamples,
});

function nameOf(params: Params, part: Part): string {
  return `${params.prefix ?? params.column}_${part}`;
}

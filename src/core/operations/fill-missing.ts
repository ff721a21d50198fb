import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { literalImports, literalOf, pythonLiteral, sqlLiteral } from '../expression/literal.ts';
import { isNumber } from '../expression/types.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType, formatType, sameType } from '../sql/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, Json, PythonContext, Target } from './define.ts';
import { learnedQuery, learnedValue } from './fillLearned.ts';
import { columns, value } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { polarsType, sparkType } from '../python/pythonType.ts';
import { sparkLiteral } from './sparkLiteral.ts';
import { fillMissingExamples } from './examples/fillMissing.ts';

const params = z.strictObject({
  columns: columns(),
  with: z.enum(['constant', 'mean', 'median', 'mode']).meta({
    byType: {
      ...{ integer: 'median', decimal: 'median', float: 'median' },
      ...{ text: 'mode', boolean: 'mode', date: 'mode', timestamp: 'mode' },
    },
    description:
      'mode: the most frequent value. All but a constant are learned once and kept in the recipe.',
  }),
  value: value()
    .optional()
    .meta({
      ui: 'value',
      suggest: 'values',
      about: 'The constant that missing values become.',
      when: { with: ['constant'] },
    }),
});
type Params = z.infer<typeof params>;
type Context = FlowContext<Params>;

export default defineOperation({
  id: 'fill-missing',
  version: 1,
  title: 'Fill missing values',
  category: 'missing',
  summary:
    'Puts a value where there is none (null; NaN is a value and stays): a constant, or the column’s mean, median or most frequent value (of a tie the smallest), learned once and kept in the recipe. The type stays: mean and median of whole numbers and decimals are rounded half away from zero to the column’s digits. Where nothing could be learned, nulls stay.',
  synonyms: ['impute', 'null', 'nan', 'na', 'fillna', 'default', 'mean', 'median', 'mode'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    checkValue(context);
    for (const column of filled(context)) checkColumn(column, context);
    return context.input;
  },
  learns: (params) => params.with !== 'constant',
  fit: (context) => {
    const found = filled(context);
    return {
      query: learnedQuery(found, context.params.with, context.from),
      decode: ([row]) =>
        Object.fromEntries(
          found.map((column, index) => [
            column.name,
            learnedValue(row?.[index] ?? null, column, context.params.with),
          ]),
        ),
    };
  },
  emit: {
    duckdb: (context) => {
      const replaced = filled(context).flatMap((column): readonly Sql[] => {
        const by = fillSql(column, context, context.param);
        return by ? [sql`coalesce(${ident(column.name)}, ${by}) AS ${ident(column.name)}`] : [];
      });
      return replaced.length === 0
        ? sql`SELECT * FROM ${context.from}`
        : sql`SELECT * REPLACE (${joinSql(replaced)}) FROM ${context.from}`;
    },
    pandas: (context) => {
      context.import('import pandas as pd');
      const { frame } = context;
      const values = pairs(context, 'pandas').map(
        ([column, by]) => py`${pyLit(column.name)}: ${by}`,
      );
      return values.length === 0
        ? []
        : pythonLines(py`${frame} = ${frame}.fillna({`, values, py`})`);
    },
    polars: (context) => {
      context.import('import polars as pl');
      const { frame } = context;
      const values = pairs(context, 'polars').map(
        ([column, by]) =>
          py`${polarsColumn(column.name)}.fill_null(pl.lit(${by}, dtype=${polarsType(column.type)}))`,
      );
      return values.length === 0
        ? []
        : pythonLines(py`${frame} = ${frame}.with_columns(`, values, py`)`);
    },
    pyspark: (context) => {
      context.import('from pyspark.sql import functions as F');
      const { frame } = context;
      const values = pairs(context, 'pyspark').map(
        ([column, by]) => py`${pyLit(column.name)}: F.coalesce(${sparkColumn(column.name)}, ${by})`,
      );
      return values.length === 0
        ? []
        : pythonLines(py`${frame} = ${frame}.withColumns({`, values, py`})`);
    },
  },
  examples: fillMissingExamples,
});

function filled({ params, input }: Pick<Context, 'params' | 'input'>): readonly Column[] {
  return requireColumns(input, params.columns, ['columns']);
}

function checkValue({ params }: Context): void {
  if (params.with === 'constant' && params.value === undefined) {
    throw new StepError(['value'], 'There is no value to fill with.', 'Give the constant’s value.');
  }
  if (params.with !== 'constant' && params.value !== undefined) {
    throw new StepError(
      ['value'],
      `A value is for a constant only, not for the ${params.with}.`,
      'Leave it out.',
    );
  }
}

function checkColumn(column: Column, context: Context): void {
  const { params, parameters } = context;
  const path = ['columns', params.columns.indexOf(column.name)];
  if (params.with === 'mean' || params.with === 'median') {
    requireType(column, isNumber, 'a number', path);
  } else {
    requireType(column, isOrdered, 'a number, text, boolean, date or timestamp', path);
  }
  if (params.value === undefined) return;
  if (typeof params.value !== 'object') {
    literalAt(params.value, column);
    return;
  }
  const name = params.value.param;
  const type = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!type) {
    throw new StepError(
      ['value', 'param'],
      `The recipe has no parameter “${name}”.`,
      'Add it to the parameters.',
    );
  }
  if (!sameType(type, column.type)) {
    throw new StepError(
      ['value', 'param'],
      `The parameter “${name}” is ${formatType(type)}, but “${column.name}” is ${formatType(column.type)}.`,
      'Give the parameter the column’s type.',
    );
  }
}

function literalAt(value: Json, column: Column): void {
  try {
    const { value: found } = literalOf(value, column.type);
    if (found.kind !== 'float' || !Number.isNaN(found.value)) return;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new StepError(['value'], `“${column.name}”: ${error.message}`, error.hint);
  }
  throw new StepError(['value'], 'NaN is no value to fill with.', 'Give a number.');
}

/** What fills the column: a literal, a parameter, or undefined where nothing was learned. */
function fillOf<T>(
  column: Column,
  { params, fitted }: Context,
  written: { literal: (value: Json) => T; param: (name: string) => T },
): T | undefined {
  if (params.with === 'constant') {
    const { value } = params;
    if (value === undefined) return undefined;
    return typeof value === 'object' ? written.param(value.param) : written.literal(value);
  }
  const learned = fitted?.[column.name] ?? null;
  return learned === null ? undefined : written.literal(learned);
}

function fillSql(column: Column, context: Context, param: (name: string) => Sql): Sql | undefined {
  return fillOf(column, context, {
    literal: (value) => sqlLiteral(value, column.type),
    param: (name) => sql`${param(name)}::${duckdbType(column.type)}`,
  });
}

function pairs(
  context: PythonContext<Params>,
  target: Exclude<Target, 'duckdb'>,
): readonly (readonly [Column, Py])[] {
  return filled(context).flatMap((column) => {
    const by = fillOf(column, context, {
      literal: (value) => {
        if (target === 'pyspark') return sparkLiteral(value, column.type, context);
        for (const line of literalImports(column.type)) context.import(line);
        return pythonLiteral(value, column.type, target);
      },
      param: (name) =>
        target === 'pyspark'
          ? py`F.lit(${context.param(name)}).cast(${sparkType(column.type)})`
          : context.param(name),
    });
    return by === undefined ? [] : [[column, by] as const];
  });
}

import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { literalOf } from '../expression/literal.ts';
import { compareNode, isNullNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { int64 } from '../expression/types.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { aggregateType, pivotFunctions, requireFits } from './aggregates.ts';
import type { Aggregate } from './aggregates.ts';
import {
  isOrdered,
  requireColumn,
  requireColumns,
  requireNewName,
  requireType,
} from './columns.ts';
import { StepError } from './define.ts';
import type { Fit, FlowContext, Json, Operation } from './define.ts';
import { groupDuckdb, groupPandas, groupPolars, groupPyspark } from './grouped.ts';
import type { Grouping } from './grouped.ts';
import { categoryTexts, isCategory, valueOf } from './oneHotColumns.ts';
import { isLong } from './lookedUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { column } from './params.ts';
import { pivotDuckdb } from './pivotDuckdb.ts';
import { at } from './stepPath.ts';
import { textValue } from './textValue.ts';
import { requireFewValues } from './tooMany.ts';
import { widenedColumn } from './widened.ts';

/** The params of the operation `pivot`. */
export const pivotSchema = z.strictObject({
  by: z.array(column()).meta({
    ui: 'columns',
    title: 'One row for each of',
    about: 'The columns whose combinations of values are the rows.',
  }),
  column: column().meta({
    ui: 'column',
    title: 'Values that become columns',
    about: 'The column whose values become columns.',
  }),
  cells: column().optional().meta({
    ui: 'column',
    title: 'Cells from',
    description: 'The column that the figures are of; without one rows are counted.',
  }),
  function: z
    .enum(pivotFunctions)
    .default('count')
    .meta({ title: 'Figure of each cell', about: 'Which figure of its rows stands in each cell.' }),
  prefix: z.string().min(1).optional().meta({
    title: 'What the new names begin with',
    about: 'Put before each value, it makes the name of its column.',
  }),
  nulls: z.enum(['drop', 'column']).default('drop').meta({
    title: 'Where the value is missing',
    about: 'Whether rows without a value are left out, or get a column “null”.',
  }),
  fill: z.string().optional().meta({
    title: 'Value of empty cells',
    about: 'What stands in cells without a figure; null unless given.',
  }),
  maxColumns: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .meta({ description: 'With more values, each of which would be a column, the step fails.' }),
});

/** Params of the operation `pivot`. */
export type PivotParams = z.infer<typeof pivotSchema>;

/** What the operation does with a table; a transposition does it too. */
export const pivoting: Pick<
  Operation<PivotParams>,
  'rows' | 'order' | 'identity' | 'outputSchema' | 'learnsColumns' | 'fit' | 'knows' | 'emit'
> = {
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  outputSchema: (context) => {
    const { by, aggregates } = groupingOf(context);
    return [
      ...requireColumns(context.input, by, ['by']),
      ...aggregates.map(({ as, type }) => ({ name: as, type })),
    ];
  },
  learnsColumns: ({ prefix = '' }) => [prefix],
  fit: ({ params, from }) => learnedValues(params.column, from, params.maxColumns, 'maxColumns'),
  knows: ({ params, input, fitted }) => {
    const column = requireColumn(input, params.column, ['column']);
    const texts = categoryTexts(fitted?.[params.column], params.column, ['column']);
    const values = texts.map((text) => valueOf(text, column.type));
    return [{ kind: 'categories', column, values, become: 'left-out' }];
  },
  emit: {
    duckdb: (context) => {
      const grouping = groupingOf(context);
      const codes = codesOf(context);
      return isLong(codes) && grouping.by.length > 0
        ? pivotDuckdb(context, grouping, codes)
        : groupDuckdb(context, grouping);
    },
    pandas: (context) => orUnsupported(() => groupPandas(context, groupingOf(context))),
    polars: (context) => orUnsupported(() => groupPolars(context, groupingOf(context))),
    pyspark: (context) => orUnsupported(() => groupPyspark(context, groupingOf(context))),
  },
};

/** Learns the values of a column, in their order; `param` says how many may be there. */
export function learnedValues(column: string, from: Sql, most: number, param: string): Fit {
  const name = ident(column);
  const values = sql`SELECT DISTINCT ${name} AS v FROM ${from} WHERE ${name} IS NOT NULL`;
  return {
    query: sql`SELECT v::VARCHAR, count(*) OVER () FROM (${values}) ORDER BY v LIMIT ${lit(most + 1)}`,
    decode: (rows) => {
      const count = Number(rows[0]?.[1] ?? 0);
      const each = 'each of which would be a column';
      requireFewValues({ column, count, most, param, what: 'values', each });
      return { [column]: rows.map(([text]) => text ?? null) };
    },
  };
}

/** A pivot is a grouping whose figures each take the rows of one value. */
function groupingOf({ params, input, fitted }: FlowContext<PivotParams>): Grouping {
  const keys = requireColumns(input, params.by, ['by']);
  keys.forEach((key, index) => {
    requireType(key, isOrdered, 'a type that can be compared', ['by', index]);
  });
  const turned = requireColumn(input, params.column, ['column']);
  requireType(turned, isCategory, 'text, whole numbers, booleans, dates or decimals', ['column']);
  const source = sourceOf(params, input);
  const { prefix = '' } = params;
  const type = source ? aggregateType(params.function, source) : ({ kind: 'int64' } as const);
  const fill = params.fill === undefined ? undefined : textValue(params.fill, type);
  if (fill !== undefined) at(['fill'], () => literalOf(fill, type));
  const taken: Column[] = [...keys];
  const names = new Set(keys.map(({ name }) => name.toLowerCase()));
  const figure = (name: string, where: TypedExpression): Aggregate => {
    const lower = name.toLowerCase();
    // All the others are looked through for the words of the error only, as they may be ten thousand.
    requireNewName(names.has(lower) ? taken : [], name, ['prefix']);
    names.add(lower);
    taken.push({ name, type });
    return { source, function: params.function, as: name, type, where, fill };
  };
  const cell = widenedColumn(turned);
  const texts = categoryTexts(fitted?.[params.column], params.column, ['column']);
  const aggregates = texts.map((text) => {
    const value: Json = valueOf(text, turned.type);
    return figure(`${prefix}${text}`, compareNode('=', cell, literalOf(value, turned.type)));
  });
  if (params.nulls === 'column') aggregates.push(figure(`${prefix}null`, isNullNode(cell)));
  if (fitted && taken.length === 0) {
    throw new StepError(
      ['column'],
      'Nothing would be left of the table: no value was found.',
      'Choose another column, or a row column.',
    );
  }
  return { by: params.by, aggregates };
}

/** The place of each value's figure. */
function codesOf({ params, input, fitted }: FlowContext<PivotParams>): LookedUp {
  const column = requireColumn(input, params.column, ['column']);
  const texts = categoryTexts(fitted?.[params.column], params.column, ['column']);
  return {
    ...{ column, name: column.name, type: int64, unseen: { value: -1 } },
    categories: texts.map((text) => valueOf(text, column.type)),
    results: texts.map((_, place) => place),
    missing: params.nulls === 'column' ? texts.length : -1,
  };
}

function sourceOf(params: PivotParams, input: readonly Column[]): Column | undefined {
  if (params.cells === undefined) {
    if (params.function === 'count') return undefined;
    throw new StepError(
      ['cells'],
      `The ${params.function} has no column.`,
      'Name the column of the cells; only count goes without one.',
    );
  }
  const source = requireColumn(input, params.cells, ['cells']);
  requireFits(params.function, source, ['cells']);
  return source;
}

import type { Column, ColumnType } from '../../shared/columnType.ts';
import type { Condition } from '../../shared/condition.ts';
import { scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { isFloat, isNumber } from '../expression/types.ts';
import {
  isOrdered,
  requireColumn,
  requireColumns,
  requireNewName,
  requireType,
} from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext, Json } from './define.ts';
import { at } from './stepPath.ts';

/** The figures that a group can have. */
export const aggregateFunctions = [
  'count',
  'count_distinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'std',
  'variance',
  'mode',
  'count_missing',
  'quantile',
  'range',
  'iqr',
  'product',
  'first',
  'last',
  'any',
  'all',
  'share_true',
  'join_distinct',
  'list',
] as const;

/** The name of a figure. */
export type AggregateFunction = (typeof aggregateFunctions)[number];

/** The figures that need nothing but their column, so that a cell of a pivot can have them. */
export const pivotFunctions = [
  'count',
  'count_distinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'std',
  'variance',
  'mode',
  'range',
  'iqr',
  'product',
  'any',
  'all',
  'share_true',
  'join_distinct',
  'list',
] as const satisfies readonly AggregateFunction[];

/** Params of the operation `group-aggregate`. */
export interface GroupParams {
  readonly by: string[];
  readonly aggregates: {
    /** Left out for `count`: the rows. */
    readonly column?: string | undefined;
    readonly function: AggregateFunction;
    readonly as: string;
    /** Only these rows count; without it all of them. */
    readonly where?: Condition | undefined;
    /** For `quantile`: which one, from 0 to 1. */
    readonly q?: number | undefined;
    /** For `first` and `last`: the column that says which row is. */
    readonly orderBy?: string | undefined;
    /** For `join_distinct`: what stands between the texts. */
    readonly separator?: string | undefined;
  }[];
}

/** One figure, checked: `source` is undefined only for a count of rows. */
export interface Aggregate {
  readonly source: Column | undefined;
  readonly function: AggregateFunction;
  readonly as: string;
  readonly type: ColumnType;
  /** A boolean; rows where it is not true are left out. */
  readonly where?: TypedExpression | undefined;
  readonly q?: number | undefined;
  readonly orderBy?: Column | undefined;
  readonly separator?: string | undefined;
  /** Stands where there is no figure. */
  readonly fill?: Json | undefined;
}

/** A figure of a column. */
export interface ColumnAggregate extends Aggregate {
  readonly source: Column;
}

/** The figures with their types (ARCHITECTURE: Arithmetic). Throws `StepError` for a column or type that does not fit. */
export function aggregateColumns(context: FlowContext<GroupParams>): readonly Aggregate[] {
  const { params, input } = context;
  const taken: Column[] = [...requireColumns(input, params.by, ['by'])];
  taken.forEach((key, index) => {
    requireType(key, isOrdered, 'a type that can be compared', ['by', index]);
  });
  return params.aggregates.map((wanted, index) => {
    const path = ['aggregates', index];
    const source = sourceOf(wanted, input, path);
    const type = source ? aggregateType(wanted.function, source) : ({ kind: 'int64' } as const);
    requireNewName(taken, wanted.as, [...path, 'as']);
    taken.push({ name: wanted.as, type });
    const { where, q, separator } = wanted;
    return {
      source,
      function: wanted.function,
      as: wanted.as,
      type,
      where: where && at([...path, 'where'], () => conditionExpression(where, scopeOf(context))),
      q: requireOption(wanted, 'quantile', q, 'q', path),
      separator,
      orderBy: orderOf(wanted, input, path),
    };
  });
}

/** The figure's order column; a first and a last must have one. */
function orderOf(
  wanted: GroupParams['aggregates'][number],
  input: readonly Column[],
  path: readonly (string | number)[],
): Column | undefined {
  if (wanted.function !== 'first' && wanted.function !== 'last') return undefined;
  const place = [...path, 'orderBy'];
  if (wanted.orderBy === undefined) {
    throw new StepError(
      place,
      `The ${wanted.function} has no column to order by.`,
      'Name the column that says which row comes first.',
    );
  }
  const column = requireColumn(input, wanted.orderBy, place);
  requireType(column, isOrdered, 'a type that can be compared', place);
  return column;
}

function requireOption<T>(
  wanted: GroupParams['aggregates'][number],
  name: AggregateFunction,
  value: T | undefined,
  option: string,
  path: readonly (string | number)[],
): T | undefined {
  // What a form has left of another figure's option is of no account.
  if (wanted.function !== name) return undefined;
  if (value !== undefined) return value;
  throw new StepError(
    [...path, option],
    `The ${name} has no “${option}”.`,
    'Say which quantile: a number from 0 to 1.',
  );
}

function sourceOf(
  wanted: GroupParams['aggregates'][number],
  input: readonly Column[],
  path: readonly (string | number)[],
): Column | undefined {
  if (wanted.column === undefined) {
    if (wanted.function === 'count') return undefined;
    throw new StepError(
      [...path, 'column'],
      `The ${wanted.function} has no column.`,
      'Name the column; only count goes without one.',
    );
  }
  const place = [...path, 'column'];
  const source = requireColumn(input, wanted.column, place);
  requireFits(wanted.function, source, place);
  return source;
}

/** Throws `StepError` at `path` unless the figure can be had of the column. */
export function requireFits(
  name: AggregateFunction,
  source: Column,
  path: readonly (string | number)[],
): void {
  const [fits, words] = needs(name);
  requireType(source, fits, words, path);
}

/** Which types a figure takes, and that in words. */
function needs(name: AggregateFunction): readonly [(type: ColumnType) => boolean, string] {
  switch (name) {
    case 'count_missing':
      return [() => true, 'any type'];
    case 'any':
    case 'all':
    case 'share_true':
      return [(type) => type.kind === 'boolean', 'a boolean'];
    case 'join_distinct':
      return [(type) => type.kind === 'text', 'text'];
    case 'range':
      return [
        (type) => isNumber(type) && !(type.kind === 'decimal' && type.precision === 38),
        'a number of at most 37 digits',
      ];
    case 'sum':
    case 'mean':
    case 'median':
    case 'std':
    case 'variance':
    case 'quantile':
    case 'iqr':
    case 'product':
      return [isNumber, 'a number'];
    default:
      return [isOrdered, 'a number, text, boolean, date or timestamp'];
  }
}

/** The type of a column's figure (ARCHITECTURE: Arithmetic). */
export function aggregateType(name: AggregateFunction, { type }: Column): ColumnType {
  switch (name) {
    case 'count':
    case 'count_distinct':
    case 'count_missing':
      return { kind: 'int64' };
    case 'sum':
    case 'range':
      if (isFloat(type)) return { kind: 'float64' };
      return { kind: 'decimal', precision: 38, scale: type.kind === 'decimal' ? type.scale : 0 };
    case 'min':
    case 'max':
    case 'mode':
    case 'first':
    case 'last':
      return type;
    case 'any':
    case 'all':
      return { kind: 'boolean' };
    case 'join_distinct':
      return { kind: 'text' };
    case 'list':
      return { kind: 'list', item: type };
    case 'mean':
    case 'median':
    case 'std':
    case 'variance':
    case 'quantile':
    case 'iqr':
    case 'product':
    case 'share_true':
      return { kind: 'float64' };
  }
}

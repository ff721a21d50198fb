import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isFloat, isNumber } from '../expression/types.ts';
import {
  isOrdered,
  requireColumn,
  requireColumns,
  requireNewName,
  requireType,
} from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';

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
] as const;

/** One of `aggregateFunctions`. */
export type AggregateFunction = (typeof aggregateFunctions)[number];

/** Params of the operation `group-aggregate`. */
export interface GroupParams {
  readonly by: string[];
  readonly aggregates: {
    /** Left out for `count`: the rows. */
    readonly column?: string | undefined;
    readonly function: AggregateFunction;
    readonly as: string;
  }[];
}

/** One figure, checked: `source` is undefined only for a count of rows. */
export interface Aggregate {
  readonly source: Column | undefined;
  readonly function: AggregateFunction;
  readonly as: string;
  readonly type: ColumnType;
}

/** A figure of a column. */
export interface ColumnAggregate extends Aggregate {
  readonly source: Column;
}

/** The figures with their types (ARCHITECTURE: Arithmetic). Throws `StepError` for a column or type that does not fit. */
export function aggregateColumns({
  params,
  input,
}: FlowContext<GroupParams>): readonly Aggregate[] {
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
    return { source, function: wanted.function, as: wanted.as, type };
  });
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
  if (['count', 'count_distinct', 'min', 'max', 'mode'].includes(wanted.function)) {
    requireType(source, isOrdered, 'a number, text, boolean, date or timestamp', place);
  } else {
    requireType(source, isNumber, 'a number', place);
  }
  return source;
}

/** The type of a figure of a column (ARCHITECTURE: Arithmetic). */
export function aggregateType(name: AggregateFunction, { type }: Column): ColumnType {
  switch (name) {
    case 'count':
    case 'count_distinct':
      return { kind: 'int64' };
    case 'sum':
      if (isFloat(type)) return { kind: 'float64' };
      return { kind: 'decimal', precision: 38, scale: type.kind === 'decimal' ? type.scale : 0 };
    case 'min':
    case 'max':
    case 'mode':
      return type;
    case 'mean':
    case 'median':
    case 'std':
    case 'variance':
      return { kind: 'float64' };
  }
}

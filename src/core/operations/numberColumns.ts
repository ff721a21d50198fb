import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { isNumber } from '../expression/types.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import type { FlowContext } from './define.ts';
import type { MadeColumn } from './rowwise.ts';

/** What the columns are that are worked on, and whether the result takes their places. */
interface NumberColumnsParams {
  readonly columns: readonly string[];
  readonly suffix?: string | undefined;
}

/** The param `suffix`. */
export function suffix(): z.ZodOptional<z.ZodString> {
  return z.string().min(1).optional().meta({
    title: 'Suffix of new columns',
    description: 'Without one, the results take the places of the columns.',
  });
}

/** The columns of the param `columns`. Throws `StepError` for one that is no number. */
export function requireNumbers({
  params,
  input,
}: FlowContext<Pick<NumberColumnsParams, 'columns'>>): readonly Column[] {
  const found = requireColumns(input, params.columns, ['columns']);
  found.forEach((column, index) => {
    requireType(column, isNumber, 'a number', ['columns', index]);
  });
  return found;
}

/**
 * What a step makes of each of its number columns: in the column's place, or with a suffix as a
 * new column. Errors of `value` belong to the column unless another path is given.
 */
export function fromNumbers(
  context: FlowContext<NumberColumnsParams>,
  value: (column: Column, index: number) => string | TypedExpression,
): readonly MadeColumn[] {
  const { params, input } = context;
  return requireNumbers(context).map((column, index) => {
    const name = column.name + (params.suffix ?? '');
    if (params.suffix !== undefined) requireNewName(input, name, ['suffix']);
    return {
      name,
      value: value(column, index),
      path: ['columns', index],
      namePath: ['suffix'],
    };
  });
}

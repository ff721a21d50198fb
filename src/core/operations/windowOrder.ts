import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { Unsupported } from './define.ts';
import { column } from './params.ts';
import { checkSortKeys, sortKey } from './sortKeys.ts';
import type { SortKey } from './sortKeys.ts';

/** The param of an operation that works within groups. */
export const groupParam = {
  group: z.array(column()).default([]).meta({
    ui: 'columns',
    title: 'Within groups of',
    description: 'Rows with the same values here belong together; without columns all rows do.',
  }),
};

/** The params of an operation for which the rows of a group follow one another. */
export const windowParams = {
  ...groupParam,
  order: z.array(sortKey).default([]).meta({
    title: 'In the order of',
    description: 'Without a column: as the rows stand in the source.',
  }),
};

/** Throws `StepError` for a group or order column that is gone, named twice or of a type without order. */
export function checkWindow(
  { group, order }: { readonly group: readonly string[]; readonly order?: readonly SortKey[] },
  input: Schema,
): void {
  requireColumns(input, group, ['group']).forEach((key, index) => {
    requireType(key, isOrdered, 'a type that can be compared', ['group', index]);
  });
  checkSortKeys(order ?? [], input, ['order']);
}

/** Throws `StepError` for a column to be filled that is a group column. */
export function refuseGrouped(columns: readonly string[], group: readonly string[]): void {
  columns.forEach((name, index) => {
    if (!group.includes(name)) return;
    throw new StepError(
      ['columns', index],
      `“${name}” is a group column, which is the same in all rows of a group.`,
      'Leave it out of the columns or of the groups.',
    );
  });
}

/** The answer of a target where rows have neither an order nor an identity. */
export const noOrder: Unsupported = {
  unsupported: 'the rows carry no identity here, so the step needs an order',
};

import type { Column } from '../../shared/columnType.ts';
import { isOrdered, requireColumn, requireColumns, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { ascending, decidedKeys, reversedKeys } from './sortKeys.ts';
import type { SortKey } from './sortKeys.ts';

/** Which row of equal ones stays, as params hold it. */
export const keptRows = ['first', 'last', 'none', 'greatest', 'least'] as const;

/** Params of operations that look for rows that are equal. */
export interface DuplicateParams {
  readonly columns: readonly string[];
  readonly keep: (typeof keptRows)[number];
  readonly by?: string | undefined;
}

/** Params of flag-duplicates. */
export interface FlagParams extends DuplicateParams {
  readonly as: string;
  readonly count?: string | undefined;
}

/** The columns that are compared: those named, else all. Throws `StepError`. */
export function comparedColumns({
  params,
  input,
}: Pick<FlowContext<DuplicateParams>, 'params' | 'input'>): readonly string[] {
  const all = params.columns.length === 0;
  const found = all ? input : requireColumns(input, params.columns, ['columns']);
  found.forEach((column: Column, index) => {
    const path = all ? ['columns'] : ['columns', index];
    const wanted = 'a number, text, boolean, date or timestamp';
    requireType(column, isOrdered, wanted, path);
  });
  return found.map(({ name }) => name);
}

/** Checks the params of an operation on equal rows. Throws `StepError`. */
export function checkDuplicates(context: FlowContext<DuplicateParams>): void {
  const { params, input } = context;
  comparedColumns(context);
  const byColumn = params.keep === 'greatest' || params.keep === 'least';
  if (byColumn && params.by === undefined) {
    throw new StepError(
      ['by'],
      'There is no column that decides which row stays.',
      `Name the column whose ${params.keep} value stays.`,
    );
  }
  if (params.by === undefined) return;
  if (!byColumn) {
    throw new StepError(['by'], 'No column decides when the place does.', 'Leave it out.');
  }
  const column = requireColumn(input, params.by, ['by']);
  requireType(column, isOrdered, 'a type with an order', ['by']);
}

/** Whether the row's identity decides; rows that are equal in all columns are one as good as another. */
export function decidesByIdentity({ columns, keep }: DuplicateParams): boolean {
  return keep !== 'none' && columns.length > 0;
}

/** The order in which the first row (of `last` the last one) stays. */
export function keepingOrder(
  context: FlowContext<DuplicateParams> & { readonly hidden: readonly string[] },
): readonly SortKey[] {
  const { keep, by } = context.params;
  const compared = comparedColumns(context);
  if (by === undefined) return decidedKeys([], context, compared);
  const key = { ...ascending(by), descending: keep === 'greatest' };
  return decidedKeys([key], context, compared);
}

/** As `keepingOrder`, turned round for `last`, so that the first row always stays. */
export function firstKept(
  context: FlowContext<DuplicateParams> & { readonly hidden: readonly string[] },
): readonly SortKey[] {
  const keys = keepingOrder(context);
  return context.params.keep === 'last' ? reversedKeys(keys) : keys;
}

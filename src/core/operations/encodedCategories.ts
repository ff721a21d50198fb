import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { requireColumns, requireType } from './columns.ts';
import type { FlowContext, Json } from './define.ts';
import { StepError } from './define.ts';
import { isCategory } from './oneHotColumns.ts';

/** The param that says where an encoding's numbers go. */
export const suffix = z.string().min(1).optional().meta({
  description: 'Keeps the columns and adds new ones, their names with this behind.',
});

/** The param that limits how many categories are kept in the recipe. */
export const maxCategories = z.int().min(1).max(10_000).default(1000).meta({
  description: 'How many categories of a column the recipe may keep; with more the step fails.',
});

/** The columns to encode. Throws `StepError` for a missing one, or a type without categories. */
export function encodedColumnsOf({
  input,
  params,
}: FlowContext<{ readonly columns: string[] }>): readonly Column[] {
  const found = requireColumns(input, params.columns, ['columns']);
  found.forEach((column, index) => {
    const wanted = 'text, whole numbers, decimals, booleans or dates';
    requireType(column, isCategory, wanted, ['columns', index]);
  });
  return found;
}

/** A learned list of [text, number] pairs, text null for missing values. Throws `StepError` for another value. */
export function learnedPairs(
  learned: Json | undefined,
  name: string,
): readonly (readonly [string | null, number])[] {
  if (learned === undefined) return [];
  if (isPairs(learned)) return learned;
  throw new StepError(
    ['columns'],
    `The fitted values of “${name}” are not what this step learns.`,
    'Run with --refit to learn them anew.',
  );
}

function isPairs(value: Json): value is readonly (readonly [string | null, number])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: Json) =>
        Array.isArray(pair) &&
        pair.length === 2 &&
        (pair[0] === null || typeof pair[0] === 'string') &&
        typeof pair[1] === 'number',
    )
  );
}

/** The type of codes and counts. */
export const wholeNumber: ColumnType = { kind: 'int64' };

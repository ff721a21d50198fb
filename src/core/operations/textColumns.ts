import type { Column } from '../../shared/columnType.ts';
import { ex, exColumn } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { isInteger } from '../expression/types.ts';
import { requireColumn, requireColumns, requireNewName, requireType } from './columns.ts';
import type { FlowContext } from './define.ts';
import type { MadeColumn } from './rowwise.ts';

type Write = (text: ExpressionText, column: Column) => ExpressionText;

/** Blanks of all kinds, in a class: also line ends, tabs and the non-breaking space. */
export const blanks = '\\s\\p{Z}';

/** Text columns worked out anew in their places. Throws `StepError` for a column of another type. */
export function textsInPlace(
  { params, input }: FlowContext<{ readonly columns: readonly string[] }>,
  write: Write,
): readonly MadeColumn[] {
  return requireColumns(input, params.columns, ['columns']).map((column, index) => {
    requireType(column, ({ kind }) => kind === 'text', 'text', ['columns', index]);
    const value = write(exColumn(column.name), column);
    return { name: column.name, value, path: ['columns', index] };
  });
}

/** As `textsInPlace`; whole numbers are taken too and become text. */
export function writtenInPlace(
  { params, input }: FlowContext<{ readonly columns: readonly string[] }>,
  write: Write,
): readonly MadeColumn[] {
  return requireColumns(input, params.columns, ['columns']).map((column, index) => {
    const fits = ({ type }: Column): boolean => type.kind === 'text' || isInteger(type);
    requireType(column, () => fits(column), 'text or whole numbers', ['columns', index]);
    const name = exColumn(column.name);
    const text = column.type.kind === 'text' ? name : ex`cast(${name} as text)`;
    return { name: column.name, value: write(text, column), path: ['columns', index] };
  });
}

/**
 * A column worked out from a text column: a new one at the end, or the text column itself where
 * `as` is its name. Throws `StepError` for a name that another column has, or no text.
 */
export function fromText(
  { params, input }: FlowContext<{ readonly column: string; readonly as: string }>,
  write: (text: ExpressionText) => ExpressionText,
  path: readonly (string | number)[],
): readonly MadeColumn[] {
  const column = requireColumn(input, params.column, ['column']);
  requireType(column, ({ kind }) => kind === 'text', 'text', ['column']);
  if (params.as !== params.column) requireNewName(input, params.as, ['as']);
  return [{ name: params.as, value: write(exColumn(column.name)), path, namePath: ['as'] }];
}

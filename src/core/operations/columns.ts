import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { nearest } from '../expression/nearest.ts';
import { isNumber } from '../expression/types.ts';
import { formatType } from '../sql/types.ts';
import { StepError } from './define.ts';

type Path = readonly (string | number)[];

/** The column of this name. Throws `StepError` at `path`, with the nearest name as hint. */
export function requireColumn(schema: Schema, name: string, path: Path): Column {
  const column = schema.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = schema.map((candidate) => candidate.name);
  const close = nearest(name, names);
  throw new StepError(
    path,
    `There is no column “${name}” here.`,
    close === undefined
      ? `The columns are: ${listed(names)}.`
      : `Did you mean “${close}”? Otherwise look at the steps above.`,
  );
}

/** The columns of these names, in the order asked for. Throws `StepError` for one that is missing or named twice. */
export function requireColumns(
  schema: Schema,
  names: readonly string[],
  path: Path,
): readonly Column[] {
  return names.map((name, index) => {
    if (names.indexOf(name) !== index) {
      throw new StepError([...path, index], `“${name}” is named twice.`, 'Name each column once.');
    }
    return requireColumn(schema, name, [...path, index]);
  });
}

/**
 * Checks that a new column may have this name. Engines compare names without case, so `Id` beside
 * `id` is refused too. Throws `StepError` at `path`.
 */
export function requireNewName(taken: Schema, name: string, path: Path): void {
  if (name === '' || name.includes('\0') || name.startsWith('__sluice_')) {
    throw new StepError(
      path,
      `“${name}” cannot be a column's name.`,
      'A name is not empty, holds no NUL character and does not start with “__sluice_”.',
    );
  }
  const lower = name.toLowerCase();
  const clash = taken.find((column) => column.name.toLowerCase() === lower);
  if (!clash) return;
  throw new StepError(
    path,
    clash.name === name
      ? `There is a column “${name}” already.`
      : `“${name}” differs from the column “${clash.name}” only in case.`,
    'Choose another name.',
  );
}

/** Throws `StepError` unless the column's type is one of `fits`; `wanted` says in words what is. */
export function requireType(
  column: Column,
  fits: (type: ColumnType) => boolean,
  wanted: string,
  path: Path,
): void {
  if (fits(column.type)) return;
  throw new StepError(
    path,
    `“${column.name}” is ${formatType(column.type)}, but this needs ${wanted}.`,
    'Choose another column, or change its type first.',
  );
}

/** True for types whose values can be compared, sorted and grouped on every target. */
export function isOrdered(type: ColumnType): boolean {
  return (
    isNumber(type) || ['boolean', 'text', 'date', 'timestamp', 'timestamptz'].includes(type.kind)
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `“${name}”`);
  return names.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}

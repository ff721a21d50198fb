import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { canonicalTimestamp, isDateText } from '../expression/temporal.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, timestamp } from '../expression/types.ts';
import { literal } from '../expression/widen.ts';
import { formatType } from '../sql/types.ts';
import { requireColumn, requireColumns, requireNewName, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { column, value } from './params.ts';
import type { Value } from './params.ts';

type Path = readonly (string | number)[];
type Flow = Pick<FlowContext<unknown>, 'input' | 'parameters'>;

/** Another moment: that of a column in the same row, or one that the step or a parameter says. */
export type Moment = { readonly column: string } | Value;

/** Units of calendar and clock, from the longest. */
export const dateUnits = [
  ...(['year', 'quarter', 'month', 'week', 'day'] as const),
  ...(['hour', 'minute', 'second'] as const),
];

/** The param of a `Moment`. */
export function moment(): z.ZodType<Moment> {
  return z.union([
    z.strictObject({ column: column() }),
    value().meta({ ui: 'value', title: 'A fixed date' }),
  ]);
}

/** The param of a text that is put behind the columns' names, so that they stay. */
export function suffix(): z.ZodOptional<z.ZodString> {
  return z.string().min(1).optional().meta({
    title: 'Suffix for new columns',
    description: 'With it the columns stay, and the results stand in new ones.',
  });
}

/** A column as an expression. */
export function columnNode({ name, type }: Column): TypedExpression {
  return { kind: 'column', name, type, place: { start: 0, end: 0 } };
}

/** A column of dates or timestamps as an expression. Throws `StepError` at `path`. */
export function dateColumn({ input }: Flow, name: string, path: Path): TypedExpression {
  const found = requireColumn(input, name, path);
  requireType(found, isDate, 'a date or a timestamp', path);
  return columnNode(found);
}

/**
 * Columns of dates or timestamps that an operation works out anew, of the same type. Throws
 * `StepError` at `columns` for others, and for a timestamptz, which would lose its zone.
 */
export function dateColumns({ input }: Flow, names: readonly string[]): readonly Column[] {
  const found = requireColumns(input, names, ['columns']);
  found.forEach((one, index) => {
    const fits = ({ kind }: ColumnType): boolean => kind === 'date' || kind === 'timestamp';
    requireType(one, fits, 'a date or a timestamp without zone', ['columns', index]);
  });
  return found;
}

/** The name that a result has: the column's own, or a new one with the suffix. */
export function resultName(
  { input }: Flow,
  { name }: Column,
  ending: string | undefined,
  path: Path,
): string {
  if (ending === undefined) return name;
  requireNewName(input, name + ending, path);
  return name + ending;
}

/** A moment as an expression, a date or a timestamp. Throws `StepError` at `path`. */
export function momentNode(flow: Flow, given: Moment, path: Path): TypedExpression {
  if (typeof given === 'object' && 'column' in given) {
    return dateColumn(flow, given.column, [...path, 'column']);
  }
  if (typeof given === 'object') {
    const { param } = given;
    const type = Object.hasOwn(flow.parameters, param) ? flow.parameters[param] : undefined;
    if (type && isDate(type)) {
      return { kind: 'param', name: param, type, place: { start: 0, end: 0 } };
    }
    throw new StepError(
      [...path, 'param'],
      type
        ? `The parameter “${param}” is ${formatType(type)}, not a date or a timestamp.`
        : `The recipe has no parameter “${param}”.`,
      'Choose another parameter, or add one of type date.',
    );
  }
  const text = String(given);
  if (isDateText(text)) return literal({ kind: 'date', text }, date);
  const instant = canonicalTimestamp(text);
  if (instant !== undefined) return literal({ kind: 'timestamp', text: instant }, timestamp);
  throw new StepError(
    path,
    `“${text}” is no date and no timestamp.`,
    'Write a day as 2026-01-31, or an instant as 2026-01-31 12:00:00.',
  );
}

function isDate({ kind }: ColumnType): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'timestamptz';
}

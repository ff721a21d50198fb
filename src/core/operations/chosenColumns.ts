import { z } from 'zod';
import type { Column, Schema } from '../../shared/columnType.ts';
import { isOfGroups, typeGroups } from '../../shared/typeGroups.ts';
import type { TypeGroup } from '../../shared/typeGroups.ts';
import { requireColumns } from './columns.ts';
import { StepError } from './define.ts';
import { nameRegex } from './nameRegex.ts';
import { column } from './params.ts';
import { at } from './stepPath.ts';

/** Columns chosen by any of: their names, their types, a pattern that their names match. */
export interface ColumnChoice {
  readonly columns?: string[] | undefined;
  readonly types?: TypeGroup[] | undefined;
  readonly pattern?: string | undefined;
  readonly syntax?: 'glob' | 'regex' | undefined;
  readonly ignoreCase?: boolean | undefined;
}

/** The params of a choice of columns, to be spread into an operation's own. */
export const columnChoice = {
  columns: z
    .array(column())
    .optional()
    .meta({ ui: 'columns', about: 'Columns that are named one by one.' }),
  types: z.array(z.enum(typeGroups)).optional().meta({
    title: 'Of these types',
    description: 'All columns of these kinds of types.',
  }),
  pattern: z.string().min(1).optional().meta({
    title: 'Names like',
    description: 'All columns whose whole name matches: * is any text, ? one character.',
  }),
  syntax: z.enum(['glob', 'regex']).optional().meta({
    title: 'Pattern is',
    description: 'With regex, a regular expression is looked for anywhere in the name.',
  }),
  ignoreCase: z.boolean().optional().meta({
    title: 'Ignore case',
    description: 'Whether the pattern takes small and capital letters for the same.',
  }),
};

/**
 * The chosen columns: those named, as they are named, then the others in the table's order. Throws
 * `StepError` for a name that is not there, a wrong pattern, or where nothing is asked for.
 */
export function chosenColumns(input: Schema, choice: ColumnChoice): readonly Column[] {
  const { columns = [], types = [], pattern } = choice;
  if (columns.length === 0 && types.length === 0 && pattern === undefined) {
    throw new StepError(
      ['columns'],
      'No columns are chosen.',
      'Name columns, types, or a pattern of names.',
    );
  }
  const named = requireColumns(input, columns, ['columns']);
  const matches = pattern === undefined ? () => false : nameTest(pattern, choice);
  const others = input.filter(
    (candidate) =>
      !named.includes(candidate) && (isOfGroups(candidate.type, types) || matches(candidate.name)),
  );
  return [...named, ...others];
}

/** Whether a name matches. Throws `StepError` for a pattern that is none. */
function nameTest(pattern: string, choice: ColumnChoice): (name: string) => boolean {
  const flags = choice.ignoreCase === true ? 'iu' : 'u';
  const test =
    choice.syntax === 'regex'
      ? at(['pattern'], () => nameRegex(pattern, flags))
      : new RegExp(`^${globSource(pattern)}$`, flags);
  return (name) => test.test(name);
}

function globSource(pattern: string): string {
  return Array.from(pattern, (character) => {
    if (character === '*') return '[^]*';
    if (character === '?') return '[^]';
    return character.replace(/[\\^$.+()[\]{}|/]/, '\\$&');
  }).join('');
}

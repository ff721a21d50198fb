import type { AppliedTo } from '../../../shared/appliedDrift.ts';
import type { Schema } from '../../../shared/columnType.ts';
import type { NewStep } from '../../../shared/recipeEdit.ts';
import { AppError } from '../../../shared/errors.ts';
import { formatType } from '../../sql/types.ts';

/**
 * The steps that bring other data to the names and types that a recipe was made for; `own` are its
 * source's columns. None where nothing is mapped. Throws `usage` for a source other than `main`,
 * whose columns no step can reach before they are used.
 */
export function firstSteps(own: Schema, { source, mapping, casts }: AppliedTo): readonly NewStep[] {
  const names = Object.entries(mapping)
    .filter(([to, from]) => to !== from)
    .map(([to, from]) => ({ from, to }));
  const types = new Map<string, string[]>();
  for (const { name, type } of own) {
    if (!casts.includes(name)) continue;
    const to = formatType(type);
    types.set(to, [...(types.get(to) ?? []), name]);
  }
  const steps: readonly NewStep[] = [
    ...(names.length > 0 ? [{ op: 'rename-columns', params: { names } }] : []),
    ...[...types].map(([to, columns]) => ({
      op: 'change-type',
      params: { columns, to, onError: 'null' },
    })),
  ];
  if (steps.length > 0 && source !== 'main') {
    throw new AppError(
      'usage',
      `Columns of “${source}” cannot be mapped: the steps work on “main”.`,
      {
        hint: 'Rename them in the data, or name them in the steps that use the source.',
      },
    );
  }
  return steps;
}

import { AppError } from '../../shared/errors.ts';
import type { Source } from '../../shared/recipe.ts';
import type { Target } from '../operations/define.ts';

/**
 * Refuses read options that a target does not have in the same meaning. Only DuckDB tells bad lines
 * as it does, takes quotes leniently as it does, and takes comments behind values.
 */
export function refuseOptions(name: string, source: Source, target: Target): void {
  if (target === 'duckdb' || source.format !== 'csv') return;
  const { badLines, strict, comment = '' } = source.options;
  const why =
    badLines === 'skip'
      ? 'bad lines are left out, and it would leave out others'
      : strict === false
        ? 'quotes are taken leniently, and it would take them in another way'
        : comment !== ''
          ? `it would take “${comment}” inside a line for a value`
          : undefined;
  if (why === undefined) return;
  throw new AppError('unsupported', `Source ${name} cannot be read by ${target}: ${why}.`, {
    hint: 'Export to DuckDB or to a job, or write the file anew and read it strictly.',
  });
}

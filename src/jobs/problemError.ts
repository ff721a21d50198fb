import { AppError } from '../shared/errors.ts';
import type { Problem } from '../shared/recipe.ts';

/** One error for a recipe's problems: the first as the sentence, all of them in the fold. */
export function problemError(first: Problem, all: readonly Problem[]): AppError {
  const where = first.step === null ? '' : `Step ${first.step}: `;
  const more = all.length > 1 ? ` (and ${String(all.length - 1)} more)` : '';
  return new AppError(first.code, `${where}${first.message}${more}`, {
    hint: first.hint,
    detail: all.map((problem) => `${problem.path}: ${problem.message}`).join('\n'),
  });
}

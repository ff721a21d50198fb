import { validateXgboostHyperparameters } from '../core/training/xgboostHyperparameters.ts';
import type { Hyperparameters } from '../core/training/xgboostHyperparameters.ts';
import { AppError } from '../shared/errors.ts';

/** Throws with the first wrong hyperparameter as the sentence and all of them in the details. */
export function requireHyperparameters(
  values: Hyperparameters,
  target: 'local' | 'sagemaker',
): void {
  const problems = validateXgboostHyperparameters(values, target);
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : '';
  throw new AppError('bad-data', `${first.message}${more}`, {
    hint: first.hint,
    detail: problems.map(({ name, message, hint }) => `${name}: ${message} ${hint}`).join('\n'),
  });
}

import { AppError } from '../../shared/errors.ts';
import { StepError } from './define.ts';

/** Runs a check of one param; its errors come out as `StepError` at that param's place. */
export function at<T>(path: readonly (string | number)[], check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof StepError)
      throw new StepError([...path, ...error.path], error.message, error.hint, error.code);
    if (
      error instanceof AppError &&
      ['bad-recipe', 'bad-expression', 'bad-sql'].includes(error.code)
    ) {
      throw new StepError(path, error.message, error.hint, error.code);
    }
    throw error;
  }
}

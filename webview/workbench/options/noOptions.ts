import { AppError } from '../../../src/shared/errors.ts';

/** What is said where a file tells by itself how it is read. */
export function noOptions(): AppError {
  return new AppError('usage', 'These data have no read options.', {
    hint: 'Delimiter, encoding and the like belong to CSV, a sheet to Excel.',
  });
}

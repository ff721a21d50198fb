import { AppError } from '../../shared/errors.ts';

/** What the kernel said when the code failed. */
export function failed(words: string): AppError {
  return new AppError('python', 'The notebook’s kernel could not run this.', {
    hint: 'Restart the kernel, run the cell that makes the data frame, then try again.',
    detail: words,
  });
}

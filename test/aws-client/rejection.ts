import { AppError } from '../../src/shared/errors.ts';

/** The error that a promise fails with; a success fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it should have failed');
}

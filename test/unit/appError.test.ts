import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { StepError } from '../../src/core/operations/define.ts';
import { AppError, isCancelled, toAppError } from '../../src/shared/errors.ts';

/** The class as a second bundle would have it: another class of the same source. */
class Other extends Error {
  readonly code = 'cancelled';
}
Object.defineProperty(Other.prototype, Symbol.for('sluice.AppError'), { value: true });

describe('an AppError', () => {
  it('is known though another bundle made it', () => {
    const error = new Other('Cancelled.');
    expect(error).toBeInstanceOf(AppError);
    expect(isCancelled(error)).toBe(true);
    expect(toAppError(error)).toBe(error);
  });

  it('is told from other errors, and from its own kinds', () => {
    expect(new Error('x')).not.toBeInstanceOf(AppError);
    expect(runInNewContext('new Error("x")')).not.toBeInstanceOf(AppError);
    expect(new AppError('usage', 'x')).not.toBeInstanceOf(StepError);
    expect(new StepError([], 'x')).toBeInstanceOf(StepError);
    expect(new StepError([], 'x')).toBeInstanceOf(AppError);
  });
});

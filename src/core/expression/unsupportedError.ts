import { AppError } from '../../shared/errors.ts';
import type { Target, Unsupported } from '../operations/define.ts';

/** Thrown by an emitter whose engine cannot compute a part of an expression as the tables of meanings ask. */
export class UnsupportedError extends AppError {
  readonly target: Target;

  constructor(target: Target, reason: string) {
    super('unsupported', reason, { hint: 'Export to another target, or change the expression.' });
    this.target = target;
  }
}

/**
 * Runs an emitter for an operation's `emit`: its result, or `{unsupported}` where it threw an
 * `UnsupportedError`. Other errors pass.
 */
export function orUnsupported<T>(emit: () => T): T | Unsupported {
  try {
    return emit();
  } catch (error) {
    if (error instanceof UnsupportedError) return { unsupported: error.message };
    throw error;
  }
}

import type { PresentBytes } from '../../shared/contracts/engine.ts';
import { AppError } from '../../shared/errors.ts';

/** A statement was not run, or failed, because bytes of sparse copies are not here. */
export class MissingBytes extends AppError {
  readonly missing: PresentBytes;

  constructor(missing: PresentBytes) {
    super('not-here', 'Some of the bytes that this reads have not been fetched yet.', {
      hint: 'Try again.',
    });
    this.missing = missing;
  }
}

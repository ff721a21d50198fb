import { AppError } from '../../shared/errors.ts';
import type { Place } from './ast.ts';

/** An expression that is wrong: one sentence, the next step, and where in its text. */
export class ExpressionError extends AppError {
  /** Offsets in UTF-16 units into the expression's text. */
  readonly place: Place;

  constructor(place: Place, message: string, hint?: string) {
    super('bad-expression', message, hint === undefined ? {} : { hint });
    this.place = place;
  }
}

/** “ at character 12”, counted from 1, for the end of a sentence. */
export function atCharacter(place: Place): string {
  return ` at character ${String(place.start + 1)}`;
}

import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import type { Condition } from '../../../src/shared/condition.ts';

/** One figure, in words, with how sure it is. */
export interface Figure {
  readonly label: string;
  /** As it is shown; undefined while it is on its way. */
  readonly value: string | undefined;
  /** With all its digits, where `value` has fewer. */
  readonly full?: string;
  readonly basis: Basis;
  /** The rows that it counts: a click shows them. */
  readonly rows?: Condition;
}

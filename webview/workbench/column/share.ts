import type { Condition } from '../../../src/shared/condition.ts';

/** One line of a list: what, how many rows, and the rows themselves where a filter can say them. */
export interface Share {
  readonly label: string;
  readonly count: number;
  readonly rows?: Condition | undefined;
  /** Stands for all the others. */
  readonly rest?: boolean;
}

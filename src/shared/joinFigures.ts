/** The kinds of a join. */
export const joinKinds = ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'] as const;
/** One of `joinKinds`. */
export type JoinKind = (typeof joinKinds)[number];

/**
 * How the rows of two tables find each other, before they are joined. All are numbers of rows where
 * nothing else is said; from 2⁵³ on they are rounded, as doubles are.
 */
export interface JoinFigures {
  readonly how: JoinKind;
  readonly left: number;
  readonly right: number;
  /** Left rows with at least one partner. */
  readonly matchedLeft: number;
  readonly matchedRight: number;
  /** Left rows without a partner; those with a missing key are among them. */
  readonly leftOnly: number;
  readonly rightOnly: number;
  /** Rows with null in one of their keys, which therefore find nothing. */
  readonly leftWithoutKey: number;
  readonly rightWithoutKey: number;
  /** Pairs of a left and a right row. */
  readonly pairs: number;
  /** Rows after the join. */
  readonly result: number;
  /** The largest number of right rows that one left row finds. */
  readonly mostRight: number;
  /** Keys of both sides that stand in more than one right row. */
  readonly repeatedKeys: number;
}

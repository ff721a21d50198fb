import type { Problem, Source } from './recipe.ts';

/** A part of a recipe that uses a column. */
export type ColumnUse =
  /** `number` counts the document's steps from 1. */
  | {
      readonly kind: 'step';
      readonly id: string;
      readonly op: string;
      readonly title: string;
      readonly number: number;
    }
  /** `number` counts the document's checks from 1. */
  | { readonly kind: 'check'; readonly rule: string; readonly number: number }
  | { readonly kind: 'output'; readonly name: string };

/** A column that the recipe's source has and the other data have not. */
export interface MissingColumn {
  readonly name: string;
  readonly type: string;
  /** What breaks without it; nothing where it is only passed on. */
  readonly uses: readonly ColumnUse[];
  /** Columns of the other data that may be it, the best first. */
  readonly candidates: readonly string[];
  /** The best candidate that is nobody else's better one. */
  readonly suggested?: string;
}

/** A column that has another type in the other data; `name` is the recipe's, `column` theirs. */
export interface RetypedColumn {
  readonly name: string;
  readonly column: string;
  readonly from: string;
  readonly to: string;
  /** What no longer fits by the type alone. */
  readonly uses: readonly ColumnUse[];
  /** Whether a change of type can bring it back. */
  readonly castable: boolean;
}

/** How the columns of other data differ from those that a recipe was made for. */
export interface SchemaDrift {
  readonly missing: readonly MissingColumn[];
  /** Columns of the other data that the recipe's source has not, and that nothing is mapped from. */
  readonly extra: readonly { readonly name: string; readonly type: string }[];
  readonly retyped: readonly RetypedColumn[];
  /** What is wrong with the recipe over the other data; places are those of the recipe as it is. */
  readonly problems: readonly Problem[];
  /** The columns that the recipe then gives. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Steps whose learned values would be stale. */
  readonly stale: readonly string[];
}

/**
 * What a step makes of values that it does not know: it stops the run, gives zeros or 0, counts them
 * as “other”, gives null, keeps them, leaves them out of its columns, puts them into the nearest bin
 * or bins of their own, clips them, or gives figures beyond its range.
 */
export type Becomes =
  | 'error'
  | 'zeros'
  | 'zero'
  | 'other'
  | 'missing'
  | 'keep'
  | 'left-out'
  | 'clamp'
  | 'outer'
  | 'clipped'
  | 'beyond';

/** Categories of the other data that a step did not learn. */
export interface UnseenCategories {
  readonly step: string;
  readonly column: string;
  /** Rows that hold one of them, of all rows that reach the step. */
  readonly rows: number;
  readonly of: number;
  readonly distinct: number;
  /** Most frequent first, at most ten. */
  readonly examples: readonly { readonly value: string; readonly rows: number }[];
  /** What the step makes of them. */
  readonly become: Becomes;
}

/** Values of the other data outside the range that a step learned. */
export interface OutsideRange {
  readonly step: string;
  readonly column: string;
  readonly learned: { readonly from: number; readonly to: number };
  readonly rows: number;
  readonly of: number;
  /** The least and the greatest value that is there, NaN left out; infinities are texts. */
  readonly found: { readonly from: number | string; readonly to: number | string };
  readonly become: Becomes;
}

/** What a recipe learned beside what the other data hold. */
export interface LearnedDrift {
  readonly unseen: readonly UnseenCategories[];
  readonly outside: readonly OutsideRange[];
  /** Steps that could not be looked at, and why. */
  readonly failed: readonly { readonly step: string; readonly message: string }[];
}

/** Which column of other data is which of the recipe's: `{recipe's: theirs}`. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** Other data for a source of a recipe, as a person chose them. */
export interface AppliedTo {
  /** The recipe's source that they replace. */
  readonly source: string;
  /** How they are read; `schema` is what they hold. */
  readonly data: Source;
  readonly mapping: ColumnMapping;
  /** Columns of the recipe that a change of type brings back. */
  readonly casts: readonly string[];
}

/** Data that a person holds a recipe against: for which source, and where they lie. */
export interface OtherSource {
  readonly source: string;
  /** A relative address is relative to the recipe. */
  readonly uri: string;
}

/** What a person chose of them. */
export interface OtherChoice extends OtherSource {
  readonly mapping: ColumnMapping;
  readonly casts: readonly string[];
}

/** How other data differ, and what can be chosen. */
export interface OtherReport {
  /** The mapping that `drift` is under. */
  readonly mapping: ColumnMapping;
  readonly drift: SchemaDrift;
  /** What is missing and extra before anything is mapped. */
  readonly unmapped: Pick<SchemaDrift, 'missing' | 'extra'>;
  /** Sentences worth telling of how the data are read. */
  readonly notes: readonly string[];
}

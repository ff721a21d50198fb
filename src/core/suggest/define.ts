import type { Column } from '../../shared/columnType.ts';
import type { ColumnDetails } from '../../shared/profile/columnDetails.ts';
import type { ColumnProfile } from '../../shared/profile/columnProfile.ts';
import type { Suggestion } from '../../shared/suggestion.ts';

/** What is known of a column; parts that a rule did not ask for are absent. */
export interface ColumnLook {
  readonly column: Column;
  /** Its figures, mostly estimates. */
  readonly profile?: ColumnProfile | undefined;
  /** The second tier of its figures, of a sample. */
  readonly details?: ColumnDetails | undefined;
  /** Some of its values that are not null, as text. */
  readonly values?: readonly string[] | undefined;
}

/** What a rule needs to look at. */
export type LookPart = Exclude<keyof ColumnLook, 'column'>;

/**
 * What forms offer for a param whose hint `suggest` names it. One file each; the file name is the
 * `id`.
 */
export interface SuggestionRule {
  readonly id: string;
  readonly needs: LookPart;
  /** Best first; none where nothing fits. */
  readonly suggest: (look: ColumnLook) => readonly Suggestion[];
}

/** Declares a rule. */
export function defineSuggestion(rule: SuggestionRule): SuggestionRule {
  return rule;
}

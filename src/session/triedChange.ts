import type { Fitted } from '../shared/recipe.ts';
import type { RecipeEdit } from '../shared/recipeEdit.ts';
import type { SessionModel } from './sessionModel.ts';

/** A change that is worked out: its text, its columns, what its step learned. */
export interface TriedChange {
  readonly edit: RecipeEdit;
  /** The text that the edit was made in. */
  readonly base: string;
  readonly text: string;
  readonly step: string | undefined;
  readonly model: SessionModel;
  readonly fitted: Readonly<Record<string, Fitted>>;
  /** Steps whose values were learned from columns that look personal. */
  readonly personal: readonly string[];
}

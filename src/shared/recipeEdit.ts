import type { Json } from './json.ts';
import type { Check, Output, Parameter, Source } from './recipe.ts';

/**
 * One action of a person on a recipe. Each becomes one undoable change of the document's text, made
 * of minimal edits.
 */
export type RecipeEdit =
  | {
      readonly kind: 'add-step';
      /** Index that the new step gets; the length of `steps` appends. */
      readonly at: number;
      readonly op: string;
      readonly params: Json;
    }
  | { readonly kind: 'set-params'; readonly id: string; readonly params: Json }
  | { readonly kind: 'set-note'; readonly id: string; readonly note: string }
  | { readonly kind: 'set-enabled'; readonly id: string; readonly enabled: boolean }
  /** `to`: the index that the step has afterwards. */
  | { readonly kind: 'move-step'; readonly id: string; readonly to: number }
  | { readonly kind: 'delete-step'; readonly id: string }
  | { readonly kind: 'set-name'; readonly name: string }
  | { readonly kind: 'set-parameters'; readonly parameters: readonly Parameter[] }
  /** Adds, changes or (undefined) removes a source. */
  | { readonly kind: 'set-source'; readonly name: string; readonly source: Source | undefined }
  /** Points a source to other data; `steps` map their columns, before all others. */
  | {
      readonly kind: 'use-data';
      readonly name: string;
      readonly source: Source;
      readonly steps: readonly NewStep[];
    }
  | { readonly kind: 'set-checks'; readonly checks: readonly Check[] }
  | { readonly kind: 'set-outputs'; readonly outputs: readonly Output[] };

/** A step that is still without an id. */
export interface NewStep {
  readonly op: string;
  readonly params: Json;
}

/** A replacement in a text: offsets are UTF-16 units in the text before all edits of one action. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

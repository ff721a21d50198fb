import type { Json } from '../../../../src/shared/json.ts';

/** One of the values that a choice offers. */
export interface Option {
  readonly value: Json;
  readonly label: string;
}

/** Shown only while a sibling has one of these values. */
export interface When {
  readonly key: string;
  readonly values: readonly Json[];
}

interface FieldBase {
  /** The key in the group that it belongs to; empty for an item of a list and for the whole. */
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  /** What counts where nothing is written. */
  readonly fallback: Json | undefined;
  readonly when: When | undefined;
}

/** What a param looks like in a form. */
export type FieldKind =
  /** `types`: the kinds of columns that are offered; all where it is undefined. */
  | { readonly kind: 'column'; readonly types?: readonly Json[] | undefined }
  | { readonly kind: 'columns'; readonly least: number }
  | { readonly kind: 'new-column' }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'condition' }
  | { readonly kind: 'expression' }
  /** A literal; with `params` also a parameter of the recipe. */
  | { readonly kind: 'value'; readonly params: boolean }
  | { readonly kind: 'source' }
  | { readonly kind: 'type' }
  | { readonly kind: 'text'; readonly least: number; readonly pattern: string | undefined }
  | {
      readonly kind: 'number';
      readonly integer: boolean;
      readonly min: number | undefined;
      readonly max: number | undefined;
      readonly above: number | undefined;
      readonly below: number | undefined;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'picks'; readonly options: readonly Option[]; readonly least: number }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | {
      readonly kind: 'list';
      readonly item: Field;
      readonly least: number;
      readonly most: number | undefined;
    }
  | { readonly kind: 'tuple'; readonly items: readonly Field[] }
  | { readonly kind: 'record'; readonly item: Field; readonly parts: boolean }
  | { readonly kind: 'union'; readonly variants: readonly Field[] }
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'json' };

/** A param, or a part of one, as a form shows it. */
export type Field = FieldBase & FieldKind;

/** The field of one kind. */
export type FieldOf<K extends FieldKind['kind']> = Extract<Field, { readonly kind: K }>;

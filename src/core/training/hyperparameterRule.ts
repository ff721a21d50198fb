/** What a hyperparameter accepts. Bounds are inclusive unless `above`/`below`. */
export type HyperparameterRule =
  | {
      readonly kind: 'integer' | 'number';
      readonly min?: number;
      readonly max?: number;
      readonly above?: number;
      readonly below?: number;
    }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'list-of'; readonly values: readonly string[] }
  | { readonly kind: 'text' };

/** What was read, or why not: `missing` is not there yet, `wrong` is there and cannot be meant. */
export type Read<T> =
  { readonly value: T } | { readonly missing: string } | { readonly wrong: string };

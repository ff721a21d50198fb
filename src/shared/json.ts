/** A language or engine that a recipe compiles to. */
export type Target = 'duckdb' | 'pandas' | 'polars' | 'pyspark';

/** A value as JSON keeps it. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an operation learned, by column. Integers beyond 2⁵³ and decimals are strings. */
export type FittedValues = Readonly<Record<string, Json>>;

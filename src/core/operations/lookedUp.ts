import type { ColumnType } from '../../shared/columnType.ts';
import type { Json } from './define.ts';
import type { KnownCategories } from './unseenCheck.ts';

/** A column of values that stand for the categories of another. */
export interface LookedUp extends KnownCategories {
  /** The column's own name replaces it in its place, another one comes last. */
  readonly name: string;
  readonly type: ColumnType;
  /** One value for each category. */
  readonly results: readonly Json[];
  /** What a value that is no category gives; `keep`: itself (of the same type); `error` ends the run. */
  readonly unseen: { readonly value: Json } | 'keep' | 'error';
  /** What null gives. */
  readonly missing: Json;
}

/** So many branches DuckDB runs through as fast as it finds a text by its hash. */
const longest = 64;

/** Whether there are so many categories that a table of them is faster, and better to read, than branches. */
export function isLong({ categories }: { readonly categories: readonly unknown[] }): boolean {
  return categories.length > longest;
}

/** What a value that is no category gives, where that is one value; null where it ends the run. */
export function unseenOf({ unseen }: LookedUp): Json {
  return typeof unseen === 'string' ? null : unseen.value;
}

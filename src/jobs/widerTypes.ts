import type { Schema } from '../shared/columnType.ts';
import { formatType } from '../core/sql/types.ts';
import type { LocatedSource } from './locatedSource.ts';

/** What the types of a source's columns depend on. */
export function wholeKey({ snapshot, spec }: LocatedSource): string {
  return JSON.stringify([snapshot, spec.options ?? null, spec.types ?? null]);
}

/** Types that were chosen, and those that the whole of a text asks for. */
export function typesOf(
  chosen: Schema | undefined,
  wider: Schema | undefined,
): { readonly types?: Schema } {
  const types = [...(chosen ?? []), ...(wider ?? [])];
  return types.length > 0 ? { types } : {};
}

/** What is said of types that the whole of a text asked for. */
export function widerNotes(wider: Schema = []): readonly string[] {
  if (wider.length === 0) return [];
  const named = wider.slice(0, 5).map(({ name, type }) => `“${name}” is ${formatType(type)}`);
  const more = wider.length > 5 ? `, and ${String(wider.length - 5)} more columns` : '';
  return [`Rows far down do not have the types of the first ones: ${named.join(', ')}${more}.`];
}

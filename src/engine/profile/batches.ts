/** Columns that one statement speaks of. */
const BATCH = 100;

/** Columns in batches: a statement over thousands of them is slow to plan. */
export function* batches<T>(columns: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < columns.length; from += BATCH) yield columns.slice(from, from + BATCH);
}

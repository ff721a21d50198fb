/** A result row whose every column is text, as statistics read it. */
export type TextRow = readonly (string | null)[];

/** A whole number of a result; 0 where there is none. */
export function countOf(text: string | null | undefined): number {
  return Number(text ?? 0);
}

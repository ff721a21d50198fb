/** An item of a searchable list. */
export interface Searchable {
  readonly label: string;
  readonly description?: string;
}

/**
 * The items that fit what was typed, best first: labels that begin with it, then words that begin
 * with it, then labels that hold it, then descriptions that hold it, then letters in that order.
 * Items of one rank keep their order.
 */
export function matchItems<T extends Searchable>(items: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return items;
  const ranked: T[][] = [[], [], [], [], []];
  for (const item of items) {
    const rank = rankOf(item, wanted);
    if (rank !== undefined) ranked[rank]?.push(item);
  }
  return ranked.flat();
}

function rankOf({ label, description }: Searchable, wanted: string): number | undefined {
  const lower = label.toLowerCase();
  const at = lower.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return isWordStart(label, at) ? 1 : 2;
  if (description?.toLowerCase().includes(wanted) === true) return 3;
  return hasLettersInOrder(lower, wanted) ? 4 : undefined;
}

function isWordStart(label: string, at: number): boolean {
  const before = label.charAt(at - 1);
  const here = label.charAt(at);
  return !/[\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(here));
}

function hasLettersInOrder(text: string, wanted: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

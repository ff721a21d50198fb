/** One of the things that a combo offers. */
export interface ComboItem {
  readonly value: string;
  readonly label: string;
  /** Shown dim at the right: a type. */
  readonly detail?: string;
}

/** How many are drawn at once; the rest come by typing. */
const drawn = 200;

/** The items whose label holds the query; those that begin with it come first. */
export function comboFilter(
  items: readonly ComboItem[],
  query: string,
): { readonly items: readonly ComboItem[]; readonly more: number } {
  const wanted = query.trim().toLowerCase();
  const starts: ComboItem[] = [];
  const holds: ComboItem[] = [];
  for (const item of items) {
    const at = wanted === '' ? 0 : item.label.toLowerCase().indexOf(wanted);
    if (at === 0) starts.push(item);
    else if (at > 0) holds.push(item);
  }
  const all = [...starts, ...holds];
  return { items: all.slice(0, drawn), more: Math.max(all.length - drawn, 0) };
}

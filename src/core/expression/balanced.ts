/** Up to how many operands stand in one row. */
const flat = 40;

/**
 * Joins the operands of an associative operator. Many of them are bracketed in halves, as engines
 * and Python read a row of thousands as a tree of that depth, and fail.
 */
export function balanced<T>(parts: readonly T[], join: (few: readonly T[]) => T): T {
  if (parts.length <= flat) return join(parts);
  const size = Math.ceil(parts.length / 2);
  return join([balanced(parts.slice(0, size), join), balanced(parts.slice(size), join)]);
}

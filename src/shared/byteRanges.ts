/** Bytes `[from, to)` of a file or object. */
export type ByteRange = readonly [from: number, to: number];

/**
 * The same bytes as ranges in order that neither touch nor overlap; empty ranges are dropped. Ranges
 * with at most `gap` bytes between them become one, gap included.
 */
export function mergeRanges(ranges: readonly ByteRange[], gap = 0): ByteRange[] {
  const sorted = ranges.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + gap) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What of `wanted` is not in `present`; both may be in any order. */
export function missingRanges(
  wanted: readonly ByteRange[],
  present: readonly ByteRange[],
): ByteRange[] {
  const there = mergeRanges(present);
  const missing: ByteRange[] = [];
  let next = 0;
  for (const [from, to] of mergeRanges(wanted)) {
    while ((there[next]?.[1] ?? Infinity) <= from) next += 1;
    let at = from;
    for (let i = next; at < to; i += 1) {
      const [start, end] = there[i] ?? [to, to];
      if (start >= to) {
        missing.push([at, to]);
        break;
      }
      if (start > at) missing.push([at, start]);
      at = Math.max(at, end);
    }
  }
  return missing;
}

/** How many bytes ranges hold that do not overlap. */
export function bytesOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

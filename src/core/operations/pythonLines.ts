import { py, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';

/** Room for a statement, given that it stands one level deep in `transform` and lines end at 88. */
const width = 84;

/**
 * A call or list as lines: `head` + items + `tail` on one line where it fits, else one item a line.
 * Items that are several lines already stay so.
 */
export function pythonLines(head: Py, items: readonly Py[], tail: Py): readonly Py[] {
  const short = py`${head}${trustedPy(items.join(', '))}${tail}`;
  if (short.length <= width && !short.includes('\n')) return [short];
  return [head, ...items.map((item) => py`    ${item},`), tail];
}

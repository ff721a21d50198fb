/** Where two answers differ; doubles by the meaning of ARCHITECTURE.md: sums hang on the threads. */
export function differences(found: unknown, expected: unknown): string[] {
  const away: string[] = [];
  const compare = (a: unknown, b: unknown, path: string): void => {
    if (typeof a === 'number' && typeof b === 'number') {
      const near = Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
      if (!near && !Object.is(a, b)) away.push(`${path}: ${String(a)} is not ${String(b)}`);
      return;
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
      if (a !== b) away.push(`${path}: ${String(a)} is not ${String(b)}`);
      return;
    }
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      compare(left.get(key), right.get(key), `${path}.${key}`);
    }
  };
  compare(found, expected, '');
  return away;
}

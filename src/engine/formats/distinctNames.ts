/** Column names as DuckDB can hold them, and sentences on those that had to change. */
export interface DistinctNames {
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Names made distinct as DuckDB's readers do it: the second `a` or `A` becomes `a_1` or `A_1`. An empty
 * name becomes `column0`, by its place.
 */
export function distinctNames(given: readonly string[]): DistinctNames {
  const taken = new Set(given.map((name) => name.toLowerCase()));
  const used = new Set<string>();
  const notes: string[] = [];
  const names = given.map((name, place) => {
    let next = name === '' ? `column${String(place)}` : name;
    if (name === '') notes.push(`Column ${String(place + 1)} has no name; it is called “${next}”.`);
    for (let tries = 1; used.has(next.toLowerCase()); tries += 1) {
      const other = `${name}_${String(tries)}`;
      if (taken.has(other.toLowerCase())) continue;
      notes.push(`The file holds “${name}” more than once; the later one is renamed.`);
      next = other;
    }
    used.add(next.toLowerCase());
    return next;
  });
  return { names, notes };
}

import type { DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';

/** Lines and columns of the map that have room. */
const mostColumns = 18;
const mostPatterns = 20;
/** How many the details tell at most. */
const mostTold = 50;

/** One set of columns that are missing together. */
export interface MissingLine {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly share: number;
  /** For each column of the map: is it missing here? */
  readonly missing: readonly boolean[];
}

/** Which columns are missing together, as lines over columns. */
export interface MissingMap {
  /** Those that are missing most often, at most 18. */
  readonly columns: readonly string[];
  /** Columns that are missing somewhere but have no room. */
  readonly moreColumns: number;
  readonly lines: readonly MissingLine[];
  readonly moreLines: number;
  /** Rows without any null, as far as the patterns tell. */
  readonly complete: number | undefined;
}

/** The map of the commonest patterns; complete rows are told apart. */
export function missingMap({ rows, missing }: DatasetDetails): MissingMap {
  const weights = new Map<string, number>();
  for (const { columns, rows: count } of missing.patterns) {
    for (const name of columns) weights.set(name, (weights.get(name) ?? 0) + count);
  }
  const ranked = [...weights].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const columns = ranked.slice(0, mostColumns);
  const some = missing.patterns.filter((pattern) => pattern.columns.length > 0);
  const incomplete = some.reduce((sum, pattern) => sum + pattern.rows, 0);
  // With as many patterns as are told, there may be more.
  const complete = some.length < mostTold ? Math.max(0, rows - incomplete) : undefined;
  const lines = some.slice(0, mostPatterns).map((pattern): MissingLine => {
    const gone = new Set(pattern.columns);
    return {
      columns: pattern.columns,
      rows: pattern.rows,
      share: rows === 0 ? 0 : pattern.rows / rows,
      missing: columns.map((name) => gone.has(name)),
    };
  });
  return {
    columns,
    moreColumns: ranked.length - columns.length,
    lines,
    moreLines: some.length - lines.length,
    complete,
  };
}

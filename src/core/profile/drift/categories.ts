import type { ColumnDrift } from '../../../shared/profile/drift.ts';
import { lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { MERGED } from './merged.ts';
import type { Totals } from './merged.ts';

type Rows = readonly (readonly (string | null)[])[];
type Bins = NonNullable<ColumnDrift['bins']>;
type Named = NonNullable<ColumnDrift['newCategories']>;

/** With more distinct values before, a column is no category, and new values are no news. */
export const MOST_CATEGORIES = 1000;

/** Categories that are bins of their own. */
const BINS = 50;

/** Characters of a value that are shown. */
const SHOWN = 200;

const TEXT = sql`left(CAST(v AS VARCHAR), ${lit(SHOWN)})`;

/** The most frequent categories of `before`, and how many rows each side has of them. */
export function categoryBinsQuery(): Sql {
  return sql`SELECT ${TEXT}, CAST(b AS VARCHAR), CAST(a AS VARCHAR) FROM ${MERGED} WHERE b > 0 ORDER BY b DESC, v LIMIT ${trusted(String(BINS))}`;
}

/** Rows of `after` whose category `before` has not. */
export function newRowsQuery(): Sql {
  return sql`SELECT CAST(coalesce(sum(a) FILTER (WHERE b = 0), 0) AS VARCHAR) FROM ${MERGED}`;
}

/** Reads the rows of `categoryBinsQuery`; rarer categories are one bin, and new ones another. */
export function readCategoryBins(rows: Rows, totals: Totals, newRows: number): Bins {
  const bins = rows.map(([label, before, after]) => ({
    label: label ?? '',
    before: Number(before),
    after: Number(after),
  }));
  const before = totals.before - bins.reduce((sum, bin) => sum + bin.before, 0);
  const after = totals.after - newRows - bins.reduce((sum, bin) => sum + bin.after, 0);
  return [
    ...bins,
    ...(before > 0 ? [{ label: '(others)', before, after }] : []),
    ...(newRows > 0 ? [{ label: '(new)', before: 0, after: newRows }] : []),
  ];
}

/** Categories of `after` that `before` has not. */
export function newCategoriesQuery(): Sql {
  return sql`SELECT ${TEXT}, CAST(a AS VARCHAR) FROM ${MERGED} WHERE b = 0 ORDER BY a DESC, v LIMIT ${trusted(String(BINS))}`;
}

/** Categories of `before` that `after` has not. */
export function lostCategoriesQuery(): Sql {
  return sql`SELECT ${TEXT}, CAST(b AS VARCHAR) FROM ${MERGED} WHERE a = 0 ORDER BY b DESC, v LIMIT ${trusted(String(BINS))}`;
}

/** Reads the rows of either. */
export function readCategories(rows: Rows): Named {
  return rows.map(([value, count]) => ({ value: value ?? '', count: Number(count) }));
}

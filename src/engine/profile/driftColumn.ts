import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import * as categories from '../../core/profile/drift/categories.ts';
import * as ks from '../../core/profile/drift/ks.ts';
import * as merged from '../../core/profile/drift/merged.ts';
import * as psi from '../../core/profile/drift/psi.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { ColumnDrift } from '../../shared/profile/drift.ts';
import { textRows } from './textRows.ts';

/** One side of a comparison. */
export interface DriftSide {
  readonly relation: Sql;
  readonly column: ProfiledColumn;
}

/** What the values of a column say, and the share of rows with categories that are new. */
export interface ValueDrift {
  readonly figures: Pick<ColumnDrift, 'psi' | 'ks' | 'newCategories' | 'lostCategories' | 'bins'>;
  readonly newShare: number;
}

const nothing: ValueDrift = { figures: {}, newShare: 0 };

/** Compares the values of a column that both sides have. */
export async function driftColumn(
  connection: DuckDBConnection,
  before: DriftSide,
  after: DriftSide,
): Promise<ValueDrift> {
  const how = merged.comparison(before.column, after.column);
  if (!how) return nothing;
  await connection.run(merged.mergedQuery(before, after));
  const [row = []] = await textRows(connection, merged.totalsQuery());
  const totals = merged.readTotals(row);
  if (totals.before + totals.after === 0) return nothing;
  return how === 'ordered'
    ? ordered(connection, before.column, totals)
    : byCategory(connection, totals);
}

async function ordered(
  connection: DuckDBConnection,
  column: ProfiledColumn,
  totals: merged.Totals,
): Promise<ValueDrift> {
  if (totals.before === 0 || totals.after === 0) return nothing;
  await connection.run(ks.ecdfQuery());
  const [row = []] = await textRows(connection, ks.ksQuery());
  const bins = psi.readBins(await textRows(connection, psi.edgesQuery(column)), totals);
  return { figures: { ...index(bins), ks: ks.readKs(row, totals), bins }, newShare: 0 };
}

async function byCategory(
  connection: DuckDBConnection,
  totals: merged.Totals,
): Promise<ValueDrift> {
  if (totals.distinct > categories.MOST_CATEGORIES) return nothing;
  const [row] = await textRows(connection, categories.newRowsQuery());
  const newRows = Number(row?.[0]);
  const bins = categories.readCategoryBins(
    await textRows(connection, categories.categoryBinsQuery()),
    totals,
    newRows,
  );
  const named = async (query: Sql): Promise<ReturnType<typeof categories.readCategories>> =>
    categories.readCategories(await textRows(connection, query));
  return {
    figures: {
      ...index(bins),
      newCategories: await named(categories.newCategoriesQuery()),
      lostCategories: await named(categories.lostCategoriesQuery()),
      bins,
    },
    newShare: totals.after === 0 ? 0 : newRows / totals.after,
  };
}

function index(bins: NonNullable<ColumnDrift['bins']>): { readonly psi?: number } {
  const value = psi.psi(bins);
  return value === undefined ? {} : { psi: value };
}

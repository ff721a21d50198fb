import type { DuckDBConnection } from '@duckdb/node-api';
import { correlationRatio } from '../../core/profile/dataset/correlationRatio.ts';
import { cramersV } from '../../core/profile/dataset/cramersV.ts';
import type { Categories } from '../../core/profile/dataset/cramersV.ts';
import type { Measure } from '../../core/profile/dataset/measure.ts';
import * as measured from '../../core/profile/dataset/measured.ts';
import type { Suitable } from '../../core/profile/dataset/measured.ts';
import { pearson } from '../../core/profile/dataset/pearson.ts';
import { scaled } from '../../core/profile/dataset/scaled.ts';
import { orderOf, spearman } from '../../core/profile/dataset/spearman.ts';
import type { Order } from '../../core/profile/dataset/spearman.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { Correlation } from '../../shared/profile/datasetDetails.ts';
import { batches } from './batches.ts';
import type { DatasetRows } from './datasetRows.ts';
import { readDoubles } from './readDoubles.ts';
import { textRows } from './textRows.ts';

/** Columns that are compared with each other: 1,770 pairs. */
const MOST_COLUMNS = 60;

/** The engine's pages wait no longer than this for a stretch of arithmetic. */
const TURN_MS = 8;

/** What `datasetCorrelations` found. */
export interface FoundCorrelations {
  readonly correlations: readonly Correlation[];
  /** Columns beyond the first sixty that are suitable, or may be. */
  readonly skipped: readonly string[];
  /** Columns with infinities, which were left out. */
  readonly infinite: readonly string[];
}

type Loaded =
  | { readonly kind: 'number'; readonly name: string; values: Float64Array; order: Order }
  | { readonly kind: 'category'; readonly name: string; readonly categories: Categories };

/** How the columns of the sample go together, each with each. */
export async function datasetCorrelations(
  connection: DuckDBConnection,
  rows: DatasetRows,
  signal: AbortSignal,
): Promise<FoundCorrelations> {
  const all: Suitable[] = [];
  let from = 0;
  for (const batch of batches(rows.columns)) {
    if (all.length >= MOST_COLUMNS) break;
    const [row = []] = await textRows(connection, measured.suitableQuery(batch, from));
    all.push(...measured.readSuitable(row, batch, from));
    from += batch.length;
  }
  const columns = await load(connection, all.slice(0, MOST_COLUMNS), rows.sampled);
  const sample = rows.sampled < rows.total;
  const correlations: Correlation[] = [];
  let until = Date.now() + TURN_MS;
  for (const [i, a] of columns.entries()) {
    for (const b of columns.slice(i + 1)) {
      correlations.push(...pair(a, b, sample));
      if (Date.now() < until) continue;
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
      until = Date.now() + TURN_MS;
    }
  }
  return {
    correlations,
    skipped: [
      ...all.slice(MOST_COLUMNS).map(({ column }) => column),
      ...rows.columns.slice(from).filter(measured.mayCorrelate),
    ].map(({ name }) => name),
    infinite: all
      .slice(0, MOST_COLUMNS)
      .flatMap((one) => (one.kind === 'number' && one.infinities > 0 ? [one.column.name] : [])),
  };
}

function pair(a: Loaded, b: Loaded, sample: boolean): Correlation[] {
  const found = (
    measure: Correlation['measure'],
    of: Measure | undefined,
    [first, second]: readonly [Loaded, Loaded] = [a, b],
  ): Correlation[] => (of ? [{ a: first.name, b: second.name, measure, ...of }] : []);
  if (a.kind === 'number' && b.kind === 'number') {
    return [
      ...found('pearson', pearson(a.values, b.values, sample)),
      ...found('spearman', spearman(a.order, b.order, sample)),
    ];
  }
  if (a.kind === 'category' && b.kind === 'category') {
    return found('cramers-v', cramersV(a.categories, b.categories, sample));
  }
  const [category, number] = a.kind === 'category' ? [a, b] : [b, a];
  if (category.kind !== 'category' || number.kind !== 'number') return [];
  const ratio = correlationRatio(category.categories, number.values, sample);
  return found('correlation-ratio', ratio, [category, number]);
}

async function load(
  connection: DuckDBConnection,
  suitable: readonly Suitable[],
  rows: number,
): Promise<Loaded[]> {
  if (suitable.length < 2) return [];
  const categories = new Map<number, readonly string[]>();
  for (const { kind, index } of suitable) {
    if (kind === 'number') continue;
    const found = await textRows(connection, measured.categoriesQuery(index));
    categories.set(
      index,
      found.map(([hash]) => hash ?? ''),
    );
  }
  const columns = await readDoubles(connection, measured.valuesQuery(suitable, categories), rows);
  const none = new Float64Array(0);
  let next = 0;
  const take = (): Float64Array => {
    next += 1;
    return columns[next - 1] ?? none;
  };
  const loaded: Loaded[] = [];
  for (const one of suitable) {
    const { name } = one.column;
    const values = take();
    if (one.kind === 'category') {
      const codes = Int32Array.from(values, (code) => (Number.isNaN(code) ? -1 : code));
      const count = categories.get(one.index)?.length ?? 0;
      loaded.push({ kind: 'category', name, categories: { codes, count } });
    } else {
      const order = orderOf(one.wide ? take() : values);
      loaded.push({ kind: 'number', name, values: scaled(values), order });
    }
    // Sorting one column takes about as long as a page may wait.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return loaded;
}

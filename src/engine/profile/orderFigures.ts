import type { DuckDBConnection } from '@duckdb/node-api';
import { distinctValues } from '../../core/profile/details/counted.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import {
  cellExtremesQuery,
  cellQuery,
  cellValue,
  cellValuesQuery,
  gridOf,
  readCells,
  straddles,
} from '../../core/profile/grid.ts';
import type { Cell } from '../../core/profile/grid.ts';
import { binOf, histogramBins, innerEdges, spanOf } from '../../core/profile/histogram.ts';
import type { Span } from '../../core/profile/histogram.ts';
import type { Overview } from '../../core/profile/overview.ts';
import { parseDouble } from '../../core/profile/profileValue.ts';
import { quantileRanks, quantiles } from '../../core/profile/quantiles.ts';
import {
  histogramQuery,
  ranksQuery,
  readHistogram,
  readRanks,
  readRowRanks,
  rowRanksQuery,
} from '../../core/profile/values.ts';
import { sql } from '../../core/sql/sql.ts';
import type { HistogramBin, Quantiles } from '../../shared/profile/columnProfile.ts';
import { textRows } from './textRows.ts';

/** A cell with more values is cut again before its values are sorted. */
const HEAVY = 200_000;
/** Of so few rows the quantiles are picked, whether the values are grouped or not. */
const FEW_ROWS = 100_000;
/** Groups that are not worth a grid. */
const FEW = 50_000;
/** Cuts of one cell; each takes the range to its values, so more are hardly ever needed. */
const CUTS = 4;

const FINE = sql`__sluice_fine`;

/** Quantiles and histogram of a numeric column. */
export interface OrderFigures {
  readonly quantiles: Quantiles;
  readonly histogram?: readonly HistogramBin[];
}

/**
 * Quantiles and histogram: the values are counted by cells of a grid, and only the cells that hold
 * a quantile or an edge of the histogram are looked at value by value. So every figure is exact,
 * though no column is sorted. `every`: the same values, row by row.
 */
export async function orderFigures(
  connection: DuckDBConnection,
  values: Counted,
  overview: Overview,
  every: Counted,
): Promise<OrderFigures> {
  const numbers = overview.filled - overview.nans;
  const ranks = quantileRanks(numbers);
  const before = overview.negativeInfinities;
  const finite = numbers - overview.infinities;
  const span = spanOf(overview.from, overview.to);
  const infinite = (rank: number): number => (rank < before ? -Infinity : Infinity);
  if (!span) return { quantiles: quantiles(numbers, infinite) };
  if (values.grouped && overview.distinct <= FEW) {
    const all = groupsOf(connection, values, span);
    const valueAt =
      numbers > FEW_ROWS
        ? await all.values(ranks)
        : readRowRanks(await textRows(connection, rowRanksQuery(every, ranks, numbers)), ranks);
    return {
      quantiles: quantiles(numbers, valueAt),
      histogram: histogramBins(span, await all.counts()),
    };
  }
  const edges = innerEdges(span);
  const cells =
    span.from === span.to
      ? [{ grid: { within: undefined, power: 0 }, place: 0, count: finite, point: span.from }]
      : await cut(
          connection,
          values,
          span,
          ranks.map((rank) => rank - before),
        );
  const held = ranks.flatMap((rank) => cellAt(cells, rank - before) ?? []);
  const looked = new Set(
    cells.filter(
      (cell) => (cell.point === undefined && held.includes(cell)) || straddles(cell, edges),
    ),
  );
  if (looked.size > 0) await connection.run(cellValuesQuery(FINE, values, [...looked]));
  const fine = groupsOf(connection, distinctValues(FINE, values.column), span);
  const counts = looked.size > 0 ? await fine.counts() : new Map<number, number>();
  for (const cell of cells) {
    if (looked.has(cell)) continue;
    const bin = binOf(cellValue(cell), edges);
    counts.set(bin, (counts.get(bin) ?? 0) + cell.count);
  }
  const places = placesAmong(cells, looked);
  const valueAt = await fine.values(ranks.flatMap((rank) => places(rank - before).place ?? []));
  return {
    quantiles: quantiles(numbers, (rank) => {
      if (rank < before || rank >= before + finite) return infinite(rank);
      const { place, point } = places(rank - before);
      return place === undefined ? (point ?? NaN) : valueAt(place);
    }),
    histogram: histogramBins(span, counts),
  };
}

/** The cells of the values, in order; those that hold a rank are small, or hold one value. */
async function cut(
  connection: DuckDBConnection,
  values: Counted,
  span: Span,
  ranks: readonly number[],
): Promise<Cell[]> {
  const grid = gridOf(span.from, span.to, true);
  let cells = readCells(await textRows(connection, cellQuery(values, grid)), grid);
  for (let cuts = 0; cuts < CUTS; cuts += 1) {
    const heavy = new Set(
      ranks
        .flatMap((rank) => cellAt(cells, rank) ?? [])
        .filter((cell) => cell.count > HEAVY && cell.point === undefined),
    );
    if (heavy.size === 0) break;
    const parts = new Map<Cell, Cell[]>();
    for (const cell of heavy) parts.set(cell, await cutCell(connection, values, cell));
    cells = cells.flatMap((cell) => parts.get(cell) ?? [cell]);
  }
  return cells;
}

async function cutCell(connection: DuckDBConnection, values: Counted, cell: Cell): Promise<Cell[]> {
  const [row = []] = await textRows(connection, cellExtremesQuery(values, cell));
  const [from = NaN, to = NaN] = row.map((text) => parseDouble(text ?? 'nan'));
  if (from === to) return [{ ...cell, point: from }];
  const grid = gridOf(from, to, false);
  return readCells(await textRows(connection, cellQuery(values, grid)), grid);
}

/** The cell that holds the value of a rank among the finite ones. */
function cellAt(cells: readonly Cell[], rank: number): Cell | undefined {
  let before = 0;
  for (const cell of cells) {
    before += cell.count;
    if (rank >= 0 && rank < before) return cell;
  }
  return undefined;
}

/** Where the value of a rank is: its place among the values of the cells looked into, or known. */
function placesAmong(
  cells: readonly Cell[],
  looked: ReadonlySet<Cell>,
): (rank: number) => { readonly place?: number; readonly point?: number } {
  return (rank) => {
    let before = 0;
    let left = 0;
    for (const cell of cells) {
      if (rank >= 0 && rank < before + cell.count) {
        if (looked.has(cell)) return { place: rank - left };
        return cell.point === undefined ? {} : { point: cell.point };
      }
      before += cell.count;
      if (!looked.has(cell)) left += cell.count;
    }
    return {};
  };
}

interface Groups {
  /** Finite values by the bins of the histogram. */
  readonly counts: () => Promise<Map<number, number>>;
  /** The values at some places among the numbers. */
  readonly values: (places: readonly number[]) => Promise<(place: number) => number>;
}

function groupsOf(connection: DuckDBConnection, { column, from }: Counted, span: Span): Groups {
  return {
    counts: async () => readHistogram(await textRows(connection, histogramQuery(from, span))),
    values: async (places) => {
      if (places.length === 0) return () => NaN;
      return readRanks(await textRows(connection, ranksQuery(from, column, places)));
    },
  };
}

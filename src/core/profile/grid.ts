import { joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { tally } from './details/counted.ts';
import type { Counted } from './details/counted.ts';
import { parseDouble } from './profileValue.ts';

/** Cells that a range is cut into, at least; at most twice as many. */
const CELLS = 2048;

/**
 * Cells of one width, a power of two, over a range of finite doubles. Scaling by a power of two is
 * exact, so the edges of the cells are known to the last bit, and places grow with the values.
 */
export interface Grid {
  /** The range; undefined for a grid over all finite values. */
  readonly within: { readonly from: number; readonly to: number } | undefined;
  /** The width of a cell is 2 to this power. */
  readonly power: number;
}

/** Values of one cell of a grid. */
export interface Cell {
  readonly grid: Grid;
  /** The cell's place, counted from the one that begins at 0. */
  readonly place: number;
  readonly count: number;
  /** The double that all values of the cell have, where that is known. */
  readonly point?: number;
}

/** A grid over a range of different doubles; `whole`: no finite value lies outside. */
export function gridOf(from: number, to: number, whole: boolean): Grid {
  // Halves keep the widest range of doubles from overflowing.
  const power = Math.floor(Math.log2((to / 2 - from / 2) / (CELLS / 2)));
  return { within: whole ? undefined : { from, to }, power: Math.max(power, -1000) };
}

/** Counts the finite values `v` by cells. */
export function cellQuery(values: Counted, grid: Grid): Sql {
  const counted = sql`CAST(place AS VARCHAR), CAST(${tally(values)} AS VARCHAR)`;
  const only = grid.within ? sql` WHERE ${inRange(grid.within)}` : sql``;
  return sql`SELECT ${counted} FROM (SELECT *, ${placeOf(grid)} AS place FROM ${values.from}${only}) GROUP BY place`;
}

/** Reads the rows of `cellQuery`, sorted by value. NaN and infinities lie in no cell. */
export function readCells(rows: readonly (readonly (string | null)[])[], grid: Grid): Cell[] {
  return rows
    .map(([place, count]) => ({
      grid,
      place: parseDouble(place ?? 'nan'),
      count: Number(count),
    }))
    .filter((cell) => Number.isFinite(cell.place))
    .sort((a, b) => a.place - b.place);
}

/** The smallest and the largest value of a cell, as doubles. */
export function cellExtremesQuery(values: Counted, cell: Cell): Sql {
  const x = sql`CAST(v AS DOUBLE)`;
  return sql`SELECT CAST(min(${x}) AS VARCHAR), CAST(max(${x}) AS VARCHAR) FROM ${values.from} WHERE ${inCells([cell])}`;
}

/** The values of some cells with their counts, as a table of groups. */
export function cellValuesQuery(table: Sql, values: Counted, cells: readonly Cell[]): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT v, ${tally(values)} AS n FROM ${values.from} WHERE ${inCells(cells)} GROUP BY v`;
}

/** True if one of the doubles given lies inside a cell, so that its values are on both sides. */
export function straddles(cell: Cell, edges: readonly number[]): boolean {
  if (cell.point !== undefined) return false;
  const { power } = cell.grid;
  // A tiny negative value scaled may become a zero, which then lies in the cell above it.
  const from = cell.place === 0 ? -(2 ** Math.max(power - 1000, -1074)) : cell.place * 2 ** power;
  const below = (cell.place + 1) * 2 ** power;
  return edges.some((edge) => from < edge && edge < below);
}

/** A double of the cell: its point, or its lower edge. */
export function cellValue({ grid, place, point }: Cell): number {
  return point ?? place * 2 ** grid.power;
}

function inCells(cells: readonly Cell[]): Sql {
  const grids = [...new Set(cells.map((cell) => cell.grid))];
  const parts = grids.map((grid) => {
    const places = cells.filter((cell) => cell.grid === grid).map(({ place }) => lit(place));
    const among = sql`${placeOf(grid)} IN (${joinSql(places)})`;
    return grid.within ? sql`(${inRange(grid.within)} AND ${among})` : among;
  });
  return sql`(${joinSql(parts, ' OR ')})`;
}

function inRange({ from, to }: { readonly from: number; readonly to: number }): Sql {
  return sql`CAST(v AS DOUBLE) BETWEEN ${lit(from)} AND ${lit(to)}`;
}

function placeOf(grid: Grid): Sql {
  return sql`floor(CAST(v AS DOUBLE) * ${lit(2 ** -grid.power)})`;
}

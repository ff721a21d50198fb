import type { DuckDBConnection } from '@duckdb/node-api';
import { holdsText } from '../../core/sql/shownText.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { FoundCell } from '../../shared/contracts/engine.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import type { ResultColumn } from '../arrow/fetchPage.ts';
import { FindIndex } from './findIndex.ts';
import { reading } from './reading.ts';
import type { Stretch } from './reading.ts';

/** A row's place in its stretch; no column of a table may be named so. */
const PLACE = ident('__sluice_at');

/** A text that is looked for in the cells of some columns. */
export interface Sought {
  readonly text: string;
  readonly columns: readonly ResultColumn[];
}

/** A cell to go on from; a column that is not looked at stands before all others. */
export interface FindFrom {
  readonly row: number;
  readonly column: string | undefined;
}

/** Counts the cells that hold the text, and keeps where they are. */
export async function indexText(
  connection: DuckDBConnection,
  stretches: readonly Stretch[],
  sought: Sought,
  context: HandlerContext,
): Promise<FindIndex> {
  const index = new FindIndex();
  const holds = conditions(sought);
  if (holds.length === 0) return index;
  const total = stretches.reduce((sum, { rows }) => sum + rows, 0);
  const cells = joinSql(
    holds.map(({ holds: condition }) => sql`CAST(${condition} AS INTEGER)`),
    ' + ',
  );
  for (const stretch of stretches) {
    throwIfCancelled(context.signal);
    const { from, stores } = await stretch.read();
    const query = sql`SELECT CAST(${PLACE} AS DOUBLE), cells FROM (SELECT row_number() OVER () - 1 AS ${PLACE}, ${cells} AS cells FROM ${from}) WHERE cells > 0 ORDER BY ${PLACE}`;
    await reading(stores, async () => {
      const reader = await connection.runAndReadAll(query);
      const [places = [], counts = []] = reader.getColumns();
      places.forEach((place, at) => {
        index.add(stretch.start + Number(place), Number(counts[at]));
      });
    });
    context.progress({ what: 'find', done: stretch.start + stretch.rows, total, unit: 'rows' });
  }
  return index;
}

/**
 * The next cell that holds the text, in reading order, from a cell on; after the last one it goes on
 * at the beginning. Undefined if there is none.
 */
export async function findText(
  connection: DuckDBConnection,
  stretches: readonly Stretch[],
  sought: Sought,
  order: {
    readonly from: FindFrom;
    readonly inclusive: boolean;
    readonly direction: 'next' | 'previous';
    readonly index: FindIndex | undefined;
  },
  context: HandlerContext,
): Promise<FoundCell | undefined> {
  const { from, direction, index, inclusive } = order;
  const holds = conditions(sought);
  if (holds.length === 0) return undefined;
  const isNext = direction === 'next';
  const cellsOf = (row: number): Promise<readonly string[]> =>
    cellsOfRow(connection, stretches, holds, row);
  const told = (row: number, cells: readonly string[], column: string): FoundCell => ({
    ...{ row, column },
    ...(index?.isWhole === true
      ? { number: index.cellsBefore(row) + cells.indexOf(column) + 1 }
      : {}),
  });
  const names = sought.columns.map(({ name }) => name);
  const at = from.column === undefined ? -1 : names.indexOf(from.column);
  const own = await cellsOf(from.row);
  const beside = own.filter((name) => {
    const place = names.indexOf(name);
    return (isNext ? place > at : place < at) || (inclusive && place === at);
  });
  const first = isNext ? beside[0] : beside.at(-1);
  if (first !== undefined) return told(from.row, own, first);
  const end = stretches.reduce((most, { start, rows }) => Math.max(most, start + rows), 0);
  const rowBeside = (row: number): Promise<number | undefined> =>
    index?.isWhole === true
      ? Promise.resolve(index.beside(row, direction))
      : scan(connection, stretches, holds, row, direction, context);
  const row =
    (await rowBeside(from.row)) ?? (await rowBeside(isNext ? -1 : Math.max(end, from.row + 1)));
  if (row === undefined) return undefined;
  const cells = row === from.row ? own : await cellsOf(row);
  const column = isNext ? cells[0] : cells.at(-1);
  return column === undefined ? undefined : told(row, cells, column);
}

interface Holds {
  readonly name: string;
  readonly holds: Sql;
}

function conditions({ text, columns }: Sought): readonly Holds[] {
  if (text === '') return [];
  return columns.flatMap(({ name, type }) => {
    const holds = holdsText(ident(name), type, text);
    return holds === undefined ? [] : { name, holds };
  });
}

/** Looks for the nearest row that holds the text, stretch by stretch. */
async function scan(
  connection: DuckDBConnection,
  stretches: readonly Stretch[],
  holds: readonly Holds[],
  row: number,
  direction: 'next' | 'previous',
  context: HandlerContext,
): Promise<number | undefined> {
  const isNext = direction === 'next';
  const anywhere = joinSql(
    holds.map((one) => one.holds),
    ' OR ',
  );
  for (const stretch of isNext ? stretches : stretches.toReversed()) {
    const beyond = isNext ? stretch.start + stretch.rows <= row + 1 : stretch.start >= row;
    if (beyond) continue;
    throwIfCancelled(context.signal);
    const { from, stores } = await stretch.read();
    const place = sql`${PLACE} ${isNext ? sql`>` : sql`<`} ${lit(row - stretch.start)}`;
    const order = isNext ? sql`LIMIT 1` : sql`ORDER BY ${PLACE} DESC LIMIT 1`;
    const query = sql`SELECT ${PLACE} FROM (SELECT *, row_number() OVER () - 1 AS ${PLACE} FROM ${from}) WHERE ${place} AND (${anywhere}) ${order}`;
    const reader = await reading(stores, () => connection.runAndReadAll(query));
    const [found] = reader.getRows();
    if (found) return stretch.start + Number(found[0]);
    context.progress({ what: 'find', done: stretch.start + stretch.rows, unit: 'rows' });
  }
  return undefined;
}

/** The columns of a row whose cells hold the text. */
async function cellsOfRow(
  connection: DuckDBConnection,
  stretches: readonly Stretch[],
  holds: readonly Holds[],
  row: number,
): Promise<readonly string[]> {
  const stretch = stretches.find(({ start, rows }) => row >= start && row < start + rows);
  if (!stretch) return [];
  const { from, stores } = await stretch.read(row - stretch.start);
  const query = sql`SELECT ${joinSql(holds.map((one) => one.holds))} FROM ${from}`;
  const reader = await reading(stores, () => connection.runAndReadAll(query));
  const [cells = []] = reader.getRows();
  return holds.flatMap(({ name }, index) => (cells[index] === true ? name : []));
}

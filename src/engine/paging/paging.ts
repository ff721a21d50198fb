import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { LocalSource, Page } from '../../shared/contracts/engine.ts';
import type { OpenedSource } from '../../shared/source.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { fetchPage } from '../arrow/fetchPage.ts';
import type { ResultColumn } from '../arrow/fetchPage.ts';
import type { Relation } from '../relation.ts';
import { partsOf } from './columnParts.ts';
import { countAhead } from './countAhead.ts';
import { FilterCounts } from './filterCounts.ts';
import type { FindIndex } from './findIndex.ts';
import type { PagedRows } from './pagedRows.ts';
import { ParquetRows, hasRowNumbers } from './parquetRows.ts';
import { cte, oneOf, shadowed, within } from './partialReading.ts';
import { reading } from './reading.ts';
import type { Reading, Stretch } from './reading.ts';
import { baseName, rowsName } from './rowsView.ts';
import type { RowStore } from './rowStore.ts';
import { StoredRows } from './storedRows.ts';
import type { Stores } from './stores.ts';

/** Files of fewer bytes are read from their beginning for every page. */
const SMALL_BYTES = 4 * 1024 * 1024;
/** A page that takes longer is worth some work ahead, in milliseconds. */
const SLOW_MS = 150;
/** Rows of a store that are looked through together. */
const STRETCH = 122_880;

/** The rows and columns of one page. */
export interface PageRequest {
  readonly columns: readonly ResultColumn[];
  readonly offset: number;
  readonly limit: number;
  readonly maxText: number | undefined;
}

/** What is ready for quick pages of a query. */
export interface PreparedRows {
  readonly rows: number;
  /** What it takes on the disk. */
  readonly bytes: number;
}

/**
 * Pages of a document's queries by the shortest way: ranges of row numbers where rows are those of a
 * source, counts by stretch where conditions leave some out, and else rows that were written once in
 * their order. Until that is prepared, a page is read from the beginning and says so.
 */
export class Paging {
  private readonly sources: Readonly<Record<string, LocalSource>>;
  private readonly opened: Readonly<Record<string, OpenedSource>>;
  private readonly stores: Stores;
  /** Rows are fetched as they are needed, so that nothing may be read ahead. */
  private readonly sparse: boolean;
  private readonly parquet = new Map<string, Promise<ParquetRows>>();
  private readonly counts = new Map<string, FilterCounts>();
  /** Matches of the first stretches, where only those were counted. */
  private readonly begun = new Map<string, number[]>();
  /** Where texts were found, by what was looked for in what. */
  readonly found = new Map<string, FindIndex>();

  constructor(
    sources: Readonly<Record<string, LocalSource>>,
    opened: Readonly<Record<string, OpenedSource>>,
    stores: Stores,
    sparse = false,
  ) {
    this.sparse = sparse;
    this.sources = sources;
    this.opened = opened;
    this.stores = stores;
  }

  async page(
    connection: DuckDBConnection,
    relation: Relation,
    all: readonly ResultColumn[],
    request: PageRequest,
  ): Promise<Page> {
    const { columns, offset, limit, maxText } = request;
    const options = { columns, maxText };
    const stored = this.storedPage(relation, all, request);
    if (stored) {
      return reading(stored.stores, () => fetchPage(connection, stored.from, sql``, options));
    }
    const rows = await this.rowsOf(connection, relation);
    if (rows && relation.rowWise?.filtered === false) {
      const range = await this.rangeOf(connection, relation, rows, offset, limit);
      return reading(range.stores, () => fetchPage(connection, range.from, sql``, options));
    }
    const known = this.counts.get(relation.accepted.text);
    const counts =
      this.sparse && rows && relation.rowWise && !known
        ? await this.countAhead(connection, relation, rows, offset + limit)
        : known;
    if (rows && counts && (this.sparse || counts.isDense)) {
      const { from, to, skip } = counts.find(offset, limit);
      const range = await this.over(connection, relation, rows, from, to);
      const tail = sql`LIMIT ${lit(limit)} OFFSET ${lit(skip)}`;
      return reading(range.stores, () => fetchPage(connection, range.from, tail, options));
    }
    const since = performance.now();
    const whole = this.whole(relation);
    const tail = sql`LIMIT ${lit(limit)} OFFSET ${lit(offset)}`;
    const page = await reading(whole.stores, () =>
      fetchPage(connection, whole.from, tail, options),
    );
    const isSlow = this.bytesOf(relation) >= SMALL_BYTES || performance.now() - since > SLOW_MS;
    return isSlow ? { ...page, slow: true } : page;
  }

  /** The rows of one page of a query, where they can be told by their numbers. */
  async range(
    connection: DuckDBConnection,
    relation: Relation,
    offset: number,
    limit: number,
  ): Promise<Sql | undefined> {
    const rows = await this.rowsOf(connection, relation);
    if (!rows || relation.rowWise?.filtered !== false) return undefined;
    return (await this.rangeOf(connection, relation, rows, offset, limit)).from;
  }

  /** The first rows of a query over remote data, so that no more of them is fetched. */
  async leading(
    connection: DuckDBConnection,
    relation: Relation,
    limit: number,
  ): Promise<Sql | undefined> {
    const rows = this.sparse ? await this.rowsOf(connection, relation) : undefined;
    if (!rows || !relation.rowWise) return undefined;
    if (!relation.rowWise.filtered) {
      return (await this.rangeOf(connection, relation, rows, 0, limit)).from;
    }
    const known = this.counts.get(relation.accepted.text);
    const counts = known ?? (await this.countAhead(connection, relation, rows, limit));
    const { from, to } = counts.find(0, limit);
    return (await this.over(connection, relation, rows, from, to)).from;
  }

  /** The number of rows, where it is known without reading them. */
  async count(connection: DuckDBConnection, relation: Relation): Promise<number | undefined> {
    const rows = await this.rowsOf(connection, relation);
    if (rows && relation.rowWise?.filtered === false) return rows.rows;
    const { text } = relation.accepted;
    return this.counts.get(text)?.rows ?? this.stores.get(storeKey(text, 0))?.rows;
  }

  /** The rows of a query, read from copies of its sources where there are some. */
  whole(relation: Relation): Reading {
    const tables: Sql[] = [];
    const stores: RowStore[] = [];
    for (const name of relation.accepted.sources) {
      const copy = this.copyOf(name);
      if (!copy) continue;
      stores.push(copy.store);
      tables.push(cte(name, copy.rows.whole(false)), cte(rowsName(name), copy.rows.whole(true)));
    }
    return { from: shadowed(tables, relation.sql), stores };
  }

  /** Makes any page of these columns a quick one; columns of a table that is not wide come together. */
  async prepare(
    connection: DuckDBConnection,
    relation: Relation,
    all: readonly ResultColumn[],
    wanted: readonly string[],
    context: HandlerContext,
  ): Promise<PreparedRows> {
    const { text } = relation.accepted;
    for (const name of this.copied(relation)) {
      const copy = sql`SELECT * FROM ${ident(name)}`;
      await this.stores.ensure(connection, copyKey(name), copy, context);
    }
    const rows = await this.rowsOf(connection, relation);
    if (rows && relation.rowWise?.filtered === true && !this.counts.has(text)) {
      this.counts.set(text, await this.countMatches(connection, relation, rows, context));
    }
    const done = await this.prepared(connection, relation, all, wanted);
    if (done) return done;
    let bytes = this.copied(relation)
      .map((name) => this.stores.get(copyKey(name))?.bytes ?? 0)
      .reduce((sum, one) => sum + one, 0);
    const whole = this.whole(relation);
    let count = 0;
    for (const part of partsOf(all, wanted)) {
      const select = sql`SELECT ${joinSql(part.columns.map(({ name }) => ident(name)))} FROM ${whole.from}`;
      const store = await reading(whole.stores, () =>
        this.stores.ensure(connection, storeKey(text, part.index), select, context),
      );
      bytes += store.bytes;
      count = store.rows;
    }
    return { rows: count, bytes };
  }

  /** What `prepare` gives, where there is nothing left to do for it. */
  async prepared(
    connection: DuckDBConnection,
    relation: Relation,
    all: readonly ResultColumn[],
    wanted: readonly string[],
  ): Promise<PreparedRows | undefined> {
    const { text } = relation.accepted;
    const copies = this.copied(relation).map((name) => this.stores.get(copyKey(name)));
    if (copies.includes(undefined)) return undefined;
    const bytes = copies.reduce((sum, copy) => sum + (copy?.bytes ?? 0), 0);
    const rows = await this.rowsOf(connection, relation);
    if (rows && relation.rowWise?.filtered === false) return { rows: rows.rows, bytes };
    const counts = this.counts.get(text);
    if (rows && counts?.isDense === true) return { rows: counts.rows, bytes };
    const parts = partsOf(all, wanted).flatMap(
      ({ index }) => this.stores.get(storeKey(text, index)) ?? [],
    );
    const [first] = parts;
    if (!first || parts.length < partsOf(all, wanted).length) return undefined;
    return { rows: first.rows, bytes: parts.reduce((sum, part) => sum + part.bytes, bytes) };
  }

  /** All rows of a query, stretch by stretch. What that takes is prepared first. */
  async stretches(
    connection: DuckDBConnection,
    relation: Relation,
    all: readonly ResultColumn[],
    context: HandlerContext,
  ): Promise<readonly Stretch[]> {
    const names = all.map(({ name }) => name);
    const { rows: count } = await this.prepare(connection, relation, all, names, context);
    const rows = await this.rowsOf(connection, relation);
    const counts = this.counts.get(relation.accepted.text);
    if (rows && (relation.rowWise?.filtered === false || counts?.isDense === true)) {
      const bounds = await rows.bounds(connection);
      return bounds.slice(0, -1).map((from, index) => {
        const to = bounds[index + 1] ?? from;
        const own = counts?.inStretch(index) ?? { start: from, rows: to - from };
        const read = async (row?: number): Promise<Reading> => {
          if (row !== undefined && !counts) {
            return this.over(connection, relation, rows, from + row, from + row + 1);
          }
          const whole = await this.over(connection, relation, rows, from, to);
          return row === undefined ? whole : oneOf(whole, row);
        };
        return { ...own, read };
      });
    }
    return Array.from({ length: Math.ceil(count / STRETCH) }, (_, index) => {
      const start = index * STRETCH;
      const own = Math.min(STRETCH, count - start);
      const read = (row?: number): Promise<Reading> => {
        const place = { offset: start + (row ?? 0), limit: row === undefined ? own : 1 };
        const stored = this.storedPage(relation, all, { columns: all, ...place });
        return Promise.resolve(stored ?? within(this.whole(relation), place));
      };
      return { start, rows: own, read };
    });
  }

  /** The rows behind a query that is made row by row; undefined where they are not to be had yet. */
  async rowsOf(connection: DuckDBConnection, relation: Relation): Promise<PagedRows | undefined> {
    const name = relation.rowWise && baseName(relation.rowWise.source, this.opened);
    const [source, opened] = name === undefined ? [] : [this.sources[name], this.opened[name]];
    if (name === undefined || !source || !opened) return undefined;
    if (!hasRowNumbers(opened)) return this.copyOf(name)?.rows;
    const known = this.parquet.get(name) ?? ParquetRows.open(connection, source, opened);
    this.parquet.set(name, known);
    try {
      return await known;
    } catch (error) {
      this.parquet.delete(name);
      throw error;
    }
  }

  /** A row-by-row query over rows `[from, to)` of its source. */
  async over(
    connection: DuckDBConnection,
    relation: Relation,
    rows: PagedRows,
    from: number,
    to: number,
  ): Promise<Reading> {
    const source = relation.rowWise?.source ?? '';
    const name = baseName(source, this.opened);
    const copy = name === undefined ? undefined : this.copyOf(name);
    const select = await rows.select(connection, from, to, source !== name);
    return {
      from: shadowed([cte(source, select)], relation.sql),
      stores: copy ? [copy.store] : [],
    };
  }

  /** The sources of a query that are copied, since their rows cannot be found by number. */
  private copied(relation: Relation): readonly string[] {
    return relation.accepted.sources.filter((name) => {
      const opened = this.opened[name];
      return opened !== undefined && !hasRowNumbers(opened);
    });
  }

  private rangeOf(
    connection: DuckDBConnection,
    relation: Relation,
    rows: PagedRows,
    offset: number,
    limit: number,
  ): Promise<Reading> {
    const to = Math.min(rows.rows, offset + limit);
    return this.over(connection, relation, rows, Math.min(offset, to), to);
  }

  /** The counts of the first stretches, as far as a page needs them. */
  private async countAhead(
    connection: DuckDBConnection,
    relation: Relation,
    rows: PagedRows,
    enough: number,
  ): Promise<FilterCounts> {
    const { text } = relation.accepted;
    const begun = this.begun.get(text) ?? [];
    this.begun.set(text, begun);
    const bounds = await rows.bounds(connection);
    await countAhead(connection, { bounds, begun, enough }, async (from, to) => {
      return (await this.over(connection, relation, rows, from, to)).from;
    });
    const counts = new FilterCounts(bounds.slice(0, begun.length + 1), begun);
    if (begun.length === bounds.length - 1) this.counts.set(text, counts);
    return counts;
  }

  private countMatches(
    connection: DuckDBConnection,
    relation: Relation,
    rows: PagedRows,
    context: HandlerContext,
  ): Promise<FilterCounts> {
    return rows
      .bounds(connection)
      .then((bounds) =>
        FilterCounts.count(
          connection,
          bounds,
          async (from, to) => (await this.over(connection, relation, rows, from, to)).from,
          context,
        ),
      );
  }

  private storedPage(
    relation: Relation,
    all: readonly ResultColumn[],
    { columns, offset, limit }: Omit<PageRequest, 'maxText'>,
  ): Reading | undefined {
    const names = columns.map(({ name }) => name);
    const parts = partsOf(all, names).map(({ index, columns: own }) => ({
      own: own.filter(({ name }) => names.includes(name)),
      store: this.stores.get(storeKey(relation.accepted.text, index)),
    }));
    const stores = parts.flatMap(({ store }) => store ?? []);
    if (stores.length < parts.length || parts.length === 0) return undefined;
    const range = sql`WHERE rowid BETWEEN ${lit(offset)} AND ${lit(offset + limit - 1)}`;
    const [only] = stores;
    if (only && stores.length === 1)
      return { from: sql`(SELECT * FROM ${only.table} ${range})`, stores };
    const tables = parts.map(({ own, store }, at) => {
      const list = joinSql([sql`rowid AS "__sluice_at"`, ...own.map(({ name }) => ident(name))]);
      return sql`(SELECT ${list} FROM ${store?.table ?? sql``} ${range}) AS ${ident(`part${String(at)}`)}`;
    });
    const [first = sql``, ...more] = tables;
    const joined = joinSql(
      [first, ...more.map((table) => sql`JOIN ${table} USING ("__sluice_at")`)],
      ' ',
    );
    return { from: sql`(SELECT * FROM ${joined} ORDER BY "__sluice_at")`, stores };
  }

  private copyOf(
    name: string,
  ): { readonly rows: StoredRows; readonly store: RowStore } | undefined {
    const store = this.stores.get(copyKey(name));
    if (!store) return undefined;
    return { store, rows: new StoredRows(store, this.sources[name]?.identity ?? false) };
  }

  private bytesOf(relation: Relation): number {
    return relation.accepted.sources.reduce(
      (sum, name) => sum + (this.opened[name]?.bytes ?? 0),
      0,
    );
  }
}

function copyKey(source: string): string {
  return `copy ${source}`;
}

function storeKey(query: string, part: number): string {
  return `rows ${String(part)} ${query}`;
}

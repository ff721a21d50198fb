import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, joinSql, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { toAppError } from '../../shared/errors.ts';
import type { EngineDocument } from '../engineDocument.ts';

/** Up to so many columns are kept together, as other ones will be asked for next. */
const TOGETHER = 64;
/** Tables that a document keeps. */
const MOST = 3;
/** How long a table is kept that nobody asks for, in milliseconds. */
const IDLE_MS = 60_000;

/** A query's rows, and who uses them. */
interface KeptTable {
  readonly query: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly ready: Promise<unknown>;
  uses: number;
  last: number;
}

const kept = new WeakMap<EngineDocument, KeptRows>();

/** The rows that a document keeps. */
export function keptRowsOf(document: EngineDocument): KeptRows {
  const found = kept.get(document) ?? new KeptRows(document);
  kept.set(document, found);
  return found;
}

/**
 * Rows of text sources and of recipes, read or computed once for many requests: as tables of the
 * document's instance, which spill like all else, and go when they were not asked for in a while.
 */
export class KeptRows {
  private readonly document: EngineDocument;
  private tables: KeptTable[] = [];
  private made = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(document: EngineDocument) {
    this.document = document;
  }

  /** Runs work over a table that holds the rows of a query with at least the wanted columns. */
  async use<T>(
    connection: DuckDBConnection,
    query: Sql,
    columns: { readonly all: readonly string[]; readonly wanted: readonly string[] },
    work: (table: Sql) => Promise<T>,
  ): Promise<T> {
    const table = await this.tableOf(connection, query, columns);
    try {
      return await work(ident(table.name));
    } finally {
      this.release(table);
    }
  }

  private async tableOf(
    connection: DuckDBConnection,
    query: Sql,
    { all, wanted }: { readonly all: readonly string[]; readonly wanted: readonly string[] },
  ): Promise<KeptTable> {
    const holds = (table: KeptTable): boolean =>
      table.query === query && wanted.every((name) => table.columns.includes(name));
    for (let table = this.tables.find(holds); table; table = this.tables.find(holds)) {
      table.uses += 1;
      try {
        await table.ready;
        return table;
      } catch {
        // Whoever made it was cancelled or failed: it is made anew, and fails here if it must.
        table.uses -= 1;
        this.tables = this.tables.filter((one) => one !== table);
      }
    }
    this.made += 1;
    const name = `__sluice_kept_${String(this.made)}`;
    const held = all.length <= TOGETHER ? all : wanted;
    const list = joinSql(held.map(ident));
    const ready = connection.run(sql`CREATE TABLE ${ident(name)} AS SELECT ${list} FROM ${query}`);
    const table: KeptTable = { query, name, columns: held, ready, uses: 1, last: Date.now() };
    this.tables.push(table);
    try {
      await ready;
      return table;
    } catch (error) {
      this.tables = this.tables.filter((one) => one !== table);
      throw error;
    }
  }

  private release(table: KeptTable): void {
    table.uses -= 1;
    table.last = Date.now();
    const unused = this.tables.filter((one) => one.uses === 0).sort((a, b) => a.last - b.last);
    this.drop(unused.slice(0, Math.max(0, this.tables.length - MOST)));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.drop(this.tables.filter((one) => one.uses === 0));
    }, IDLE_MS);
    this.timer.unref();
  }

  private drop(tables: readonly KeptTable[]): void {
    if (tables.length === 0) return;
    this.tables = this.tables.filter((one) => !tables.includes(one));
    this.document
      .run(new AbortController().signal, async (connection) => {
        for (const { name } of tables)
          await connection.run(sql`DROP TABLE IF EXISTS ${ident(name)}`);
      })
      // A document that was closed meanwhile took its tables with it.
      .catch(toAppError);
  }
}

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { NUMBER_FUNCTION } from '../core/sql/shownText.ts';
import { ident, sql, trusted } from '../core/sql/sql.ts';
import type { Sql } from '../core/sql/sql.ts';
import type { EngineQuery, LocalSource, PresentBytes } from '../shared/contracts/engine.ts';
import type { OpenedSource } from '../shared/source.ts';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import { resultColumns } from './arrow/fetchPage.ts';
import type { ResultColumn } from './arrow/fetchPage.ts';
import { acceptSelect } from './acceptSelect.ts';
import type { Conversions } from './formats/conversions.ts';
import { readableSources } from './formats/readableSources.ts';
import type { ReadableSources } from './formats/readableSources.ts';
import { afterHole, guardedConnection } from './mirror/guardedConnection.ts';
import { Mirror } from './mirror/mirror.ts';
import { openInstance, optimizeWhole, setLimits } from './openInstance.ts';
import type { InstanceLimits } from './openInstance.ts';
import { Paging } from './paging/paging.ts';
import { rowWise } from './paging/rowWise.ts';
import { rowsName, rowsView } from './paging/rowsView.ts';
import { scalarFunctions } from './paging/scalarFunctions.ts';
import { Stores } from './paging/stores.ts';
import type { Relation } from './relation.ts';
import { removeSpill } from './spill.ts';
import { misfitLine } from './sources/misfitLine.ts';
import { openSource } from './sources/openSource.ts';
import { withFile } from './sources/withFile.ts';
import { withConnection } from './withConnection.ts';

export type { Relation } from './relation.ts';

/** Accepted queries that are remembered. */
const REMEMBERED = 64;
/** For work of the document's own, which ends with it. */
const NEVER = new AbortController().signal;

/** One open document: its own DuckDB instance with one view for each source. */
export class EngineDocument {
  /** The sources as they are read: those of other formats are Parquet by now. */
  readonly sources: Readonly<Record<string, LocalSource>>;
  readonly opened: Readonly<Record<string, OpenedSource>>;
  /** What is said of the sources, in their own format. */
  readonly told: Readonly<Record<string, OpenedSource>>;
  readonly paging: Paging;
  /** Set where some files are sparse copies of remote objects. */
  readonly mirror: Mirror | undefined;
  private readonly instance: DuckDBInstance;
  private readonly accepted = new Map<string, Relation>();
  private readonly closing = new AbortController();
  private running = 0;
  private retired = false;
  private closed = false;
  private readonly spillDirectory: string;
  private readonly releaseFiles: () => void;

  /** The folder that the instance may write into. */
  get folder(): string {
    return this.spillDirectory;
  }

  private constructor(
    instance: DuckDBInstance,
    ready: ReadableSources,
    opened: Readonly<Record<string, OpenedSource>>,
    spillDirectory: string,
  ) {
    this.spillDirectory = spillDirectory;
    this.instance = instance;
    const { sources } = ready;
    this.sources = sources;
    this.releaseFiles = ready.release;
    this.opened = opened;
    this.told = Object.fromEntries(
      Object.entries(opened).map(([name, source]) => [name, { ...source, ...ready.found[name] }]),
    );
    const present = Object.values(sources).flatMap((one) => Object.entries(one.present ?? {}));
    this.mirror = present.length > 0 ? new Mirror(Object.fromEntries(present)) : undefined;
    const stores = new Stores(spillDirectory, (work) => this.run(NEVER, work));
    this.paging = new Paging(sources, opened, stores, this.mirror !== undefined);
  }

  static async open(
    given: Readonly<Record<string, LocalSource>>,
    limits: InstanceLimits,
    conversions: Conversions,
    signal: AbortSignal,
  ): Promise<EngineDocument> {
    const ready = await readableSources(given, conversions, limits, signal);
    const { sources } = ready;
    let instance: DuckDBInstance | undefined;
    try {
      const files = Object.values(sources).flatMap((source) => source.files);
      const sparse = Object.values(sources).some(({ present }) => present !== undefined);
      instance = await openInstance(files, limits, sparse);
      const opened = await withConnection(instance, signal, async (connection) => {
        await connection.run(NUMBER_FUNCTION);
        const found: Record<string, OpenedSource> = {};
        for (const [name, source] of Object.entries(sources)) {
          throwIfCancelled(signal);
          const opened = await openSource(connection, name, source).catch((error: unknown) => {
            throw error instanceof AppError ? withFile(error, source.files) : error;
          });
          await connection.run(
            sql`CREATE VIEW ${ident(rowsName(name))} AS ${rowsView(name, source, opened)}`,
          );
          found[name] = opened;
        }
        return found;
      });
      return new EngineDocument(instance, ready, opened, limits.spillDirectory);
    } catch (error) {
      instance?.closeSync();
      ready.release();
      throw error;
    }
  }

  /** Runs work on a connection of its own; it ends when the caller cancels or the document closes. */
  async run<T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    this.running += 1;
    const either = AbortSignal.any([signal, this.closing.signal]);
    try {
      const { mirror } = this;
      if (!mirror) return await withConnection(this.instance, either, work);
      return await withConnection(this.instance, either, async (connection) => {
        try {
          return await work(guardedConnection(connection, mirror));
        } catch (error) {
          throw await afterHole(error, connection, mirror);
        }
      });
    } catch (error) {
      throw (await this.misfit(error, either)) ?? this.lostFile(error);
    } finally {
      this.running -= 1;
      this.closeIfIdle();
    }
  }

  /** Accepts a query, or throws `bad-sql` or `forbidden`. */
  async relation(connection: DuckDBConnection, query: EngineQuery): Promise<Relation> {
    const before = this.accepted.get(query.sql);
    if (before) return before;
    const names = Object.keys(this.sources);
    const known = [...names, ...names.map(rowsName)];
    const { statement, ...accepted } = await acceptSelect(connection, query.sql, known);
    const isRead = (name: string): boolean =>
      accepted.sources.some((one) => one === name || one === rowsName(name));
    const relation: Relation = {
      // The text is DuckDB's own idea of one SELECT; the line break ends a trailing comment.
      sql: sql`(${trusted(accepted.text)}\n)`,
      accepted: { ...accepted, sources: names.filter(isRead) },
      rowWise: rowWise(statement, known, await scalarFunctions(connection)),
    };
    this.accepted.set(query.sql, relation);
    for (const oldest of this.accepted.keys()) {
      if (this.accepted.size <= REMEMBERED) break;
      this.accepted.delete(oldest);
    }
    return relation;
  }

  /** The columns of an accepted query. */
  async columns(
    connection: DuckDBConnection,
    relation: Relation,
  ): Promise<readonly ResultColumn[]> {
    relation.columns ??= await resultColumns(connection, relation.sql);
    return relation.columns;
  }

  /** The source's view where a query is nothing but all rows of one source. */
  plainSource(relation: Relation): { readonly name: string; readonly sql: Sql } | undefined {
    const { plain } = relation.accepted;
    return plain === undefined ? undefined : { name: plain, sql: ident(plain) };
  }

  /** Takes note of what is now here of sparse copies. */
  async filled(present: PresentBytes): Promise<void> {
    const { mirror } = this;
    if (mirror?.fill(present) !== true) return;
    if (mirror.whole) await this.configure(() => optimizeWhole(this.instance));
  }

  async setLimits(limits: InstanceLimits): Promise<void> {
    if (!this.retired) await this.configure(() => setLimits(this.instance, limits));
  }

  private async configure(work: () => Promise<void>): Promise<void> {
    // The instance stays open until this has run, though the document is closed meanwhile.
    this.running += 1;
    try {
      await work();
    } finally {
      this.running -= 1;
      this.closeIfIdle();
    }
  }

  /** Closes the instance once its queries have settled; `cancel` ends them at once. */
  retire(cancel: boolean): void {
    this.retired = true;
    if (cancel) this.closing.abort();
    this.closeIfIdle();
  }

  /** A value of a CSV that is no integer, with its line. */
  private async misfit(error: unknown, signal: AbortSignal): Promise<AppError | undefined> {
    if (!(error instanceof AppError) || error.code !== 'bad-data') return undefined;
    const sources = Object.entries(this.sources).flatMap(([name, source]) => {
      const opened = this.opened[name];
      return opened ? [[source, opened] as const] : [];
    });
    return withConnection(this.instance, signal, (connection) =>
      misfitLine(connection, error, sources),
    );
  }

  /** DuckDB refuses a path that leads nowhere as it does a forbidden one. */
  private lostFile(error: unknown): unknown {
    if (!(error instanceof AppError)) return error;
    const files = Object.values(this.sources).flatMap((source) => source.files);
    if (error.code !== 'forbidden') return withFile(error, files);
    const lost = files.find((file) => !existsSync(file));
    if (lost === undefined) return error;
    return new AppError('not-found', `“${basename(lost)}” is no longer there.`, {
      hint: 'Put the file back, or open the source again.',
    });
  }

  private closeIfIdle(): void {
    if (!this.retired || this.running > 0 || this.closed) return;
    this.closed = true;
    this.instance.closeSync();
    removeSpill(this.spillDirectory);
    this.releaseFiles();
  }
}

/** The error for a document that is not open. */
export function notOpen(document: string): AppError {
  return new AppError('not-found', `The document “${document}” is not open in the engine.`, {
    hint: 'Open it again.',
  });
}

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ident, sql, trusted } from '../core/sql/sql.ts';
import type { Sql } from '../core/sql/sql.ts';
import type { EngineQuery, LocalSource, OpenedSource } from '../shared/contracts/engine.ts';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import { resultColumns } from './arrow/fetchPage.ts';
import type { ResultColumn } from './arrow/fetchPage.ts';
import { acceptSelect } from './acceptSelect.ts';
import type { AcceptedSelect } from './acceptSelect.ts';
import { openInstance, setLimits } from './openInstance.ts';
import type { InstanceLimits } from './openInstance.ts';
import { removeSpill } from './spill.ts';
import { openSource } from './sources/openSource.ts';
import { withConnection } from './withConnection.ts';

/** Accepted queries that are remembered. */
const REMEMBERED = 64;

/** A query that was accepted, ready to stand in a FROM clause. */
export interface Relation {
  readonly sql: Sql;
  readonly accepted: AcceptedSelect;
  /** The columns, found at the first use: a document's views never change. */
  columns?: readonly ResultColumn[];
}

/** One open document: its own DuckDB instance with one view for each source. */
export class EngineDocument {
  readonly sources: Readonly<Record<string, LocalSource>>;
  readonly opened: Readonly<Record<string, OpenedSource>>;
  private readonly instance: DuckDBInstance;
  private readonly accepted = new Map<string, Relation>();
  private readonly closing = new AbortController();
  private running = 0;
  private retired = false;
  private closed = false;
  private readonly spillDirectory: string;

  private constructor(
    instance: DuckDBInstance,
    sources: Readonly<Record<string, LocalSource>>,
    opened: Readonly<Record<string, OpenedSource>>,
    spillDirectory: string,
  ) {
    this.spillDirectory = spillDirectory;
    this.instance = instance;
    this.sources = sources;
    this.opened = opened;
  }

  static async open(
    sources: Readonly<Record<string, LocalSource>>,
    limits: InstanceLimits,
    signal: AbortSignal,
  ): Promise<EngineDocument> {
    const files = Object.values(sources).flatMap((source) => source.files);
    const instance = await openInstance(files, limits);
    try {
      const opened = await withConnection(instance, signal, async (connection) => {
        const found: Record<string, OpenedSource> = {};
        for (const [name, source] of Object.entries(sources)) {
          throwIfCancelled(signal);
          found[name] = await openSource(connection, name, source);
        }
        return found;
      });
      return new EngineDocument(instance, sources, opened, limits.spillDirectory);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Runs work on a connection of its own; it ends when the caller cancels or the document closes. */
  async run<T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    this.running += 1;
    try {
      const either = AbortSignal.any([signal, this.closing.signal]);
      return await withConnection(this.instance, either, work);
    } catch (error) {
      throw this.lostFile(error);
    } finally {
      this.running -= 1;
      this.closeIfIdle();
    }
  }

  /** Accepts a query, or throws `bad-sql` or `forbidden`. */
  async relation(connection: DuckDBConnection, query: EngineQuery): Promise<Relation> {
    const known = this.accepted.get(query.sql);
    if (known) return known;
    const accepted = await acceptSelect(connection, query.sql, Object.keys(this.sources));
    // The text is DuckDB's own idea of one SELECT; the line break ends a trailing comment.
    const relation: Relation = { sql: sql`(${trusted(accepted.text)}\n)`, accepted };
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

  async setLimits(limits: InstanceLimits): Promise<void> {
    if (!this.retired) await setLimits(this.instance, limits);
  }

  /** Closes the instance once its queries have settled; `cancel` ends them at once. */
  retire(cancel: boolean): void {
    this.retired = true;
    if (cancel) this.closing.abort();
    this.closeIfIdle();
  }

  /** DuckDB refuses a path that leads nowhere as it does a forbidden one. */
  private lostFile(error: unknown): unknown {
    if (!(error instanceof AppError) || error.code !== 'forbidden') return error;
    const files = Object.values(this.sources).flatMap((source) => source.files);
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
  }
}

/** The error for a document that is not open. */
export function notOpen(document: string): AppError {
  return new AppError('not-found', `The document “${document}” is not open in the engine.`, {
    hint: 'Open it again.',
  });
}

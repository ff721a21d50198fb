import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { bytesOf, mergeRanges, missingRanges } from '../../shared/byteRanges.ts';
import type { ByteRange } from '../../shared/byteRanges.ts';
import type { PresentBytes } from '../../shared/contracts/engine.ts';
import { chunkTables } from './chunkTable.ts';
import type { ChunkTable } from './chunkTable.ts';
import { planScans } from './planScans.ts';
import type { PlanScan } from './planScans.ts';

/** Requests whose further needs are remembered. */
const REMEMBERED = 64;
/** Statements that can read no Parquet. */
const READS_NOTHING =
  /^\s*(?:SELECT json_serialize_plan|SET|RESET|DROP|ATTACH|DETACH|CHECKPOINT|BEGIN|COMMIT|ROLLBACK)\b/i;

/**
 * What is here of a document's sparse copies. A column chunk that is not here reads as zeros, so each
 * statement is looked at before it runs, and runs only if all chunks of its plan are here.
 */
export class Mirror {
  /** Queries that ran into bytes that were not here although nobody had foreseen it. */
  holes = 0;
  private readonly present = new Map<string, readonly ByteRange[]>();
  private readonly sizes = new Map<string, number>();
  private readonly tables = new Map<string, ChunkTable>();
  private readonly further = new Map<string, PresentBytes>();
  private readonly files: readonly string[];
  private filled = false;

  constructor(present: PresentBytes) {
    this.files = Object.keys(present);
    for (const file of this.files) this.sizes.set(file, statSync(file).size);
    this.fill(present);
  }

  /** Nothing is missing any more. */
  get whole(): boolean {
    return this.present.size === 0;
  }

  /** Takes note of all that is here of some files; true if that was not all before. */
  fill(present: PresentBytes): boolean {
    if (this.filled && this.whole) return false;
    this.filled = true;
    for (const [file, ranges] of Object.entries(present)) {
      const size = this.sizes.get(file);
      if (size === undefined) continue;
      const merged = mergeRanges([...ranges, ...(this.present.get(file) ?? [])]);
      if (bytesOf(merged) >= size) this.present.delete(file);
      else this.present.set(file, merged);
    }
    return true;
  }

  /** What a statement reads that is not here. */
  async missing(connection: DuckDBConnection, statement: string): Promise<PresentBytes> {
    if (this.whole || READS_NOTHING.test(statement)) return {};
    const scans = await planScans(connection, statement);
    if (!scans) {
      // Without a plan nothing is known but that it reads no other files than these.
      return this.lacking(this.files.map((file) => [file, [[0, this.sizes.get(file) ?? 0]]]));
    }
    const wanted: (readonly [string, readonly ByteRange[]])[] = [];
    for (const scan of scans) wanted.push(...(await this.needed(connection, scan)));
    return this.lacking(wanted);
  }

  /**
   * What may be behind a query that ran into a hole: all chunks of the files that are not whole, then
   * all of their bytes. Empty when nothing is left to be fetched.
   */
  async behindHole(connection: DuckDBConnection): Promise<PresentBytes> {
    const files = [...this.present.keys()];
    await this.load(connection, files);
    const chunks = this.lacking(
      files.map((file) => [file, this.tables.get(file)?.ranges('all', undefined) ?? []]),
    );
    if (Object.keys(chunks).length > 0) return chunks;
    return this.lacking(files.map((file) => [file, [[0, this.sizes.get(file) ?? 0]]]));
  }

  /** What a request of this key turned out to need beyond what was foreseen. */
  remember(key: string, missing: PresentBytes): void {
    this.further.delete(key);
    this.further.set(key, missing);
    for (const oldest of this.further.keys()) {
      if (this.further.size <= REMEMBERED) break;
      this.further.delete(oldest);
    }
  }

  /** What is remembered of a request and still not here. */
  remembered(key: string): PresentBytes {
    return this.lacking(Object.entries(this.further.get(key) ?? {}));
  }

  /** What is not here of some ranges. */
  lacking(wanted: readonly (readonly [string, readonly ByteRange[]])[]): PresentBytes {
    const byFile = new Map<string, ByteRange[]>();
    for (const [file, ranges] of wanted) {
      if (!this.present.has(file)) continue;
      const own = byFile.get(file) ?? [];
      for (const range of ranges) own.push(range);
      byFile.set(file, own);
    }
    return Object.fromEntries(
      [...byFile].flatMap(([file, ranges]) => {
        const missing = missingRanges(ranges, this.present.get(file) ?? []);
        return missing.length > 0 ? [[file, missing]] : [];
      }),
    );
  }

  private async needed(
    connection: DuckDBConnection,
    { files, columns, hive, rows }: PlanScan,
  ): Promise<(readonly [string, readonly ByteRange[]])[]> {
    const own = columns.filter((name) => !hive.has(name.toLowerCase()));
    const sparse = files.filter((file) => this.present.has(file));
    if (own.length === 0 || sparse.length === 0) return [];
    await this.load(connection, sparse);
    const tables = files.flatMap((file) => this.tables.get(file) ?? []);
    // A file may lack a column that others have. A name that stands in no schema is one that DuckDB
    // made up, and may stand for any column; so it may where not all schemas are known here.
    const known = (name: string): boolean => tables.some((table) => table.has(name));
    const read = own.every(known) ? own : 'all';
    return sparse.map((file) => [file, this.tables.get(file)?.ranges(read, rows) ?? []]);
  }

  private async load(connection: DuckDBConnection, files: readonly string[]): Promise<void> {
    const unknown = files.filter((file) => !this.tables.has(file));
    if (unknown.length === 0) return;
    for (const [file, table] of await chunkTables(connection, unknown)) {
      this.tables.set(file, table);
    }
  }
}

/** Ranges of several answers together. */
export function together(all: readonly PresentBytes[]): PresentBytes {
  const files = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    files.map((file) => [file, mergeRanges(all.flatMap((one) => one[file] ?? []))]),
  );
}

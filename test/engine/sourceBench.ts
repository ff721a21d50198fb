import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { formatType } from '../../src/core/sql/types.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { LocalSource } from '../../src/shared/contracts/engine.ts';
import type { OpenedSource } from '../../src/shared/source.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

/** A query for all rows of the source `main`. */
export const query = { sql: 'SELECT * FROM "main"' };

/** A folder of files and an engine that opens one of them as the document `d`. */
export class SourceBench {
  readonly folder = temporaryFolder();
  readonly engine: EngineClient;

  private constructor(engine: EngineClient) {
    this.engine = engine;
  }

  static async start(): Promise<SourceBench> {
    return new SourceBench(await startEngine());
  }

  stop(): void {
    this.engine.dispose();
    this.folder.remove();
  }

  file(name: string, text: string | Buffer): string {
    const path = join(this.folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  async parquet(name: string, select: string): Promise<string> {
    const path = join(this.folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    instance.closeSync();
    return path;
  }

  async open(path: string, more: Partial<LocalSource> = {}): Promise<OpenedSource> {
    const { sources } = await openMain(this.engine, 'd', path, more);
    const { main } = sources;
    if (!main) throw new Error('The source was not opened.');
    return main;
  }

  async rows(): Promise<readonly (readonly Cell[])[]> {
    const page = await this.engine.rows({ document: 'd', query, limit: 10_000 });
    return decodePage(page.arrow).rows;
  }
}

/** The columns of a source with their types as text. */
export function types(source: OpenedSource): Record<string, string> {
  return Object.fromEntries(source.schema.map(({ name, type }) => [name, formatType(type)]));
}

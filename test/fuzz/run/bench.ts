import '../../../src/engine/wholeTexts.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, lit, sql } from '../../../src/core/sql/sql.ts';
import { readTable } from '../../conformance/exampleTables.ts';
import type { FoundTable } from '../../conformance/exampleTables.ts';
import { PythonProcess } from './pythonProcess.ts';
import type { PythonCase } from './pythonProcess.ts';

/** What a target made of a case. */
export type Outcome =
  { readonly table: FoundTable } | { readonly error: string } | { readonly unsupported: string };

/** The engines that cases run on, each started once. */
export class Bench {
  readonly folder: string;
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;
  private readonly python = new PythonProcess();
  private count = 0;

  private constructor(folder: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.folder = folder;
    this.instance = instance;
    this.connection = connection;
  }

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-fuzz-'));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(sql`SET GLOBAL TimeZone = 'UTC'`);
    return new Bench(folder, instance, connection);
  }

  async close(): Promise<void> {
    this.python.close();
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs `use` in a schema and a folder of its own; both are gone afterwards. */
  async apart<T>(use: (folder: string) => Promise<T>): Promise<T> {
    this.count += 1;
    const name = `case_${String(this.count)}`;
    await this.connection.run(sql`CREATE SCHEMA ${ident(name)}`);
    await this.connection.run(sql`USE ${ident(name)}`);
    const folder = await mkdtemp(join(this.folder, 'case-'));
    try {
      return await use(folder);
    } finally {
      await this.connection.run(sql`USE memory.main`);
      await this.connection.run(sql`DROP SCHEMA ${ident(name)} CASCADE`);
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Runs a case in Python and reads the table that it wrote to `files`. */
  async inPython(one: PythonCase, files: string): Promise<Outcome> {
    const error = await this.python.run(one);
    if (error !== null) return { error };
    return orError(() =>
      readTable(this.connection, sql`SELECT * FROM read_parquet(${lit(files)})`),
    );
  }
}

/** The table, or the text of what went wrong. */
export async function orError(run: () => Promise<FoundTable>): Promise<Outcome> {
  try {
    return { table: await run() };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

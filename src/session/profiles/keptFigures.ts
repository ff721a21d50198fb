import type { EngineClient } from '../../engine/client.ts';
import type { OpenedSources } from '../openedSources.ts';
import { ProfileStore, profileKey } from './profileStore.ts';

/** What the kept figures of a document are made of. */
export interface KeptFiguresOptions {
  readonly engine: EngineClient;
  readonly cacheDirectory: string;
  readonly sources: OpenedSources;
}

/** Figures of queries over a document's open sources, kept on disk beyond the session. */
export class KeptFigures {
  readonly store: ProfileStore;
  private readonly options: KeptFiguresOptions;
  private version: Promise<string> | undefined;
  private rows:
    | { readonly open: OpenedSources['open']; readonly sql: string; readonly key: string }
    | undefined;

  constructor(options: KeptFiguresOptions) {
    this.options = options;
    this.store = new ProfileStore(options.cacheDirectory);
  }

  /**
   * Names what figures of a query depend on: the bytes, the way they are read, the query, the
   * engine's version, and `more`, such as columns or settings.
   */
  async key(sql: string, more: readonly string[] = []): Promise<string> {
    this.version ??= this.askVersion();
    const version = await this.version;
    return profileKey([version, this.rowsKey(sql), ...more]);
  }

  /** Of a query over the sources as they are open: hashed once, as wide tables ask column by column. */
  private rowsKey(sql: string): string {
    const { open } = this.options.sources;
    if (this.rows?.open === open && this.rows.sql === sql) return this.rows.key;
    const read = Object.values(open).map(({ name, snapshot, opened }) => {
      const { format, options, schema, hive } = opened;
      return JSON.stringify([name, snapshot, format, options, schema, hive]);
    });
    const key = profileKey([sql, JSON.stringify(read.sort())]);
    this.rows = { open, sql, key };
    return key;
  }

  /** Figures that are kept, or else computed and then kept. `kind` says which family they are. */
  async cached<T>(
    kind: string,
    of: { readonly sql: string; readonly more?: readonly string[] },
    compute: () => Promise<T>,
  ): Promise<T> {
    return this.store.cached(kind, await this.key(of.sql, of.more), compute);
  }

  private async askVersion(): Promise<string> {
    try {
      const { build, duckdb } = await this.options.engine.hello();
      return `${build} ${duckdb}`;
    } catch (error) {
      this.version = undefined;
      throw error;
    }
  }
}

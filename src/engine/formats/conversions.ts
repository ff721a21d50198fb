import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { SourceFormat } from '../../shared/source.ts';
import { convertSource } from './convertSource.ts';
import type { Converted } from './convertSource.ts';
import type { SinkOptions } from './parquetSink.ts';

/** Conversions that no document uses stay for the next opening, up to so many. */
const KEPT = 4;

interface Entry {
  readonly key: string;
  readonly folder: string;
  readonly converted: Converted;
  users: number;
}

/** A conversion in use; `release` must be called once. */
export interface UsedConversion {
  readonly converted: Converted;
  readonly release: () => void;
}

/** Sources that were turned into Parquet, so that opening one anew, or twice, costs nothing more. */
export class Conversions {
  private readonly root: () => string;
  private readonly entries = new Map<string, Entry>();
  private made = 0;

  /** `root` gives the folder of temporary files. */
  constructor(root: () => string) {
    this.root = root;
  }

  async use(
    source: LocalSource,
    format: Exclude<SourceFormat, 'parquet' | 'csv' | 'json'>,
    limits: Omit<SinkOptions, 'target'>,
  ): Promise<UsedConversion> {
    const key = await keyOf(source, format);
    const known = this.entries.get(key);
    if (known) return this.take(known);
    this.made += 1;
    const folder = join(this.root(), 'converted', String(this.made));
    try {
      const converted = await convertSource(source, format, folder, limits);
      const entry: Entry = { key, folder, converted, users: 0 };
      this.entries.set(key, entry);
      return this.take(entry);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private take(entry: Entry): UsedConversion {
    entry.users += 1;
    // The last one used is the last to go.
    this.entries.delete(entry.key);
    this.entries.set(entry.key, entry);
    return {
      converted: entry.converted,
      release: () => {
        entry.users -= 1;
        this.dropOld();
      },
    };
  }

  private dropOld(): void {
    const idle = [...this.entries.values()].filter(({ users }) => users === 0);
    for (const entry of idle.slice(0, Math.max(0, idle.length - KEPT))) {
      this.entries.delete(entry.key);
      void rm(entry.folder, { recursive: true, force: true });
    }
  }
}

async function keyOf(source: LocalSource, format: SourceFormat): Promise<string> {
  const stats = await Promise.all(source.files.map((file) => stat(file)));
  const { sheet, range, header } = source.options ?? {};
  const files = source.files.map((file, at) => [file, stats[at]?.size, stats[at]?.mtimeMs]);
  return JSON.stringify([format, source.base, sheet, range, header, files]);
}

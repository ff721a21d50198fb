import { stat } from 'node:fs/promises';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { OpenedSource, SourceFormat } from '../../shared/source.ts';
import { isReadFormat } from '../../shared/isReadFormat.ts';
import { detectFormat } from '../sources/detectFormat.ts';
import type { InstanceLimits } from '../openInstance.ts';
import type { Conversions } from './conversions.ts';

/** Most memory that turning a file into Parquet takes, in MB. */
const MOST_MEMORY_MB = 1024;

/** Sources that DuckDB reads. */
export interface ReadableSources {
  readonly sources: Readonly<Record<string, LocalSource>>;
  /** What is to be told of those that were turned into Parquet instead of what the Parquet says. */
  readonly found: Readonly<Record<string, Partial<OpenedSource>>>;
  /** Lets go of the files that were made. */
  readonly release: () => void;
}

/** Turns the sources that DuckDB does not read into Parquet, and leaves the others as they are. */
export async function readableSources(
  given: Readonly<Record<string, LocalSource>>,
  conversions: Conversions,
  limits: InstanceLimits,
  signal: AbortSignal,
): Promise<ReadableSources> {
  const releases: (() => void)[] = [];
  const release = (): void => {
    for (const one of releases.splice(0)) one();
  };
  const sources: Record<string, LocalSource> = {};
  const found: Record<string, Partial<OpenedSource>> = {};
  const memoryMb = Math.min(MOST_MEMORY_MB, limits.memoryMb);
  try {
    for (const [name, source] of Object.entries(given)) {
      const [first] = source.files;
      const format: SourceFormat | undefined =
        source.format ?? (first === undefined ? undefined : await detectFormat(first));
      if (format === undefined || isReadFormat(format)) {
        sources[name] = format === undefined ? source : { ...source, format };
        continue;
      }
      const use = { memoryMb, threads: limits.threads, signal };
      const { converted, release: one } = await conversions.use(source, format, use);
      releases.push(one);
      const { files, base, sizes, options, notes, sheets } = converted;
      sources[name] = { ...source, format: 'parquet', options: {}, files, base };
      found[name] = {
        ...{ format, options, notes, bytes: await bytesOf(source.files) },
        converted: { files, base, sizes },
        ...(sheets ? { sheets } : {}),
      };
    }
  } catch (error) {
    release();
    throw error;
  }
  return { sources, found, release };
}

async function bytesOf(files: readonly string[]): Promise<number> {
  const stats = await Promise.all(files.map((file) => stat(file)));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

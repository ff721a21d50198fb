import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { ConvertedFiles, SourceFormat, SourceOptions } from '../../shared/source.ts';
import { convertArrow } from './convertArrow.ts';
import { convertAvro } from './convertAvro.ts';
import { convertExcel } from './convertExcel.ts';
import type { SinkOptions } from './parquetSink.ts';

/** A source as Parquet, and what was found out on the way. */
export interface Converted extends ConvertedFiles {
  readonly options: SourceOptions;
  readonly notes: readonly string[];
  readonly sheets?: readonly string[];
}

/** Turns every file of a source into Parquet below a folder, one after the other. */
export async function convertSource(
  source: LocalSource,
  format: Exclude<SourceFormat, 'parquet' | 'csv' | 'json'>,
  folder: string,
  limits: Omit<SinkOptions, 'target'>,
): Promise<Converted> {
  const files: string[] = [];
  const sizes: number[] = [];
  const notes = new Set<string>();
  let options: SourceOptions = {};
  let sheets: readonly string[] | undefined;
  for (const file of source.files) {
    const target = join(folder, relative(source.base, file));
    await mkdir(dirname(target), { recursive: true });
    const sink: SinkOptions = { ...limits, target };
    if (format === 'excel') {
      const found = await convertExcel(file, { ...source.options, ...options }, sink);
      options = found.options;
      sheets ??= found.sheets;
      for (const note of found.notes) notes.add(note);
    } else {
      const convert = format === 'arrow' ? convertArrow : convertAvro;
      for (const note of await convert(file, sink)) notes.add(note);
    }
    files.push(target);
    sizes.push((await stat(target)).size);
  }
  return { files, sizes, base: folder, options, notes: [...notes], ...(sheets ? { sheets } : {}) };
}

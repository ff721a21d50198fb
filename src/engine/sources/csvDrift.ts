import { relative, sep } from 'node:path';
import type { Schema } from '../../shared/columnType.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { FileDrift, SourceOptions } from '../../shared/source.ts';
import { splitLine } from './splitLine.ts';
import { lineAt } from './textHead.ts';

/** Files that are told of, and that are looked at. */
const MOST_FILES = 50;
const LOOKED_AT = 1000;

/** The CSV files whose headers lack columns, or have some that the first file has not. */
export async function csvDrift(
  source: LocalSource,
  options: SourceOptions,
  columns: Schema,
): Promise<FileDrift[]> {
  const drift: FileDrift[] = [];
  let first: readonly string[] | undefined;
  for (const file of source.files.slice(0, LOOKED_AT)) {
    const line = await lineAt(file, options.skip ?? 0, {
      ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
      ...(options.comment === undefined ? {} : { comment: options.comment }),
    });
    const own = splitLine(line, options.delimiter ?? ',', options.quote ?? '"');
    first ??= own;
    const known = first;
    const missing = columns.filter(({ name }) => !own.includes(name)).map(({ name }) => name);
    const extra = own.filter((name) => !known.includes(name));
    if (missing.length + extra.length === 0) continue;
    const path = relative(source.base, file).split(sep).join('/');
    drift.push({ file: path, missing, extra, retyped: [] });
    if (drift.length === MOST_FILES) break;
  }
  return drift;
}

import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hiveKeys } from '../../core/sql/hiveType.ts';
import { AppError } from '../../shared/errors.ts';
import type { Expanded } from '../../shared/contracts/engine.ts';
import type { SourceFormat } from '../../shared/source.ts';
import { detectFormat } from './detectFormat.ts';
import { globBase, globPattern, isGlob } from './globPattern.ts';
import { listFiles } from './listFiles.ts';

/**
 * The files behind a path, glob, folder or `file:` URI, in byte order, with links resolved. All must
 * have one format. Throws `not-found`, or `bad-data` with the reason.
 */
export async function expand(
  path: string,
  relativeTo: string = process.cwd(),
  wanted?: SourceFormat,
): Promise<Expanded> {
  const found = await find(absolute(path, relativeTo), path);
  const real = await Promise.all(found.files.map((file) => realpath(file)));
  const files = [...new Set(real)].sort(byBytes);
  const stats = await Promise.all(files.map((file) => stat(file)));
  const filled = files
    .map((file, index) => ({ file, stat: stats[index] }))
    .filter(({ stat }) => files.length === 1 || stat?.size !== 0);
  const kept = filled.map(({ file }) => file);
  if (kept.length === 0) {
    throw new AppError('not-found', `No data files lie at “${path}”.`, {
      hint: 'Hidden and empty files do not count; check the path.',
    });
  }
  const base = baseOf(await realpath(found.base), kept);
  return {
    files: kept,
    base,
    format: wanted ?? (await oneFormat(kept, base)),
    hive: commonKeys(kept.map((file) => relative(base, file).split(sep).join('/'))),
    sizes: filled.map(({ stat }) => stat?.size ?? 0),
    modified: filled.map(({ stat }) => stat?.mtimeMs ?? 0),
  };
}

function absolute(path: string, relativeTo: string): string {
  if (path.startsWith('file:')) return fileURLToPath(path);
  if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(1));
  return resolve(relativeTo, path);
}

async function find(path: string, given: string): Promise<{ files: string[]; base: string }> {
  const missing = (): never => {
    throw new AppError('not-found', `There is no file or folder “${given}”.`, {
      hint: 'Check the path; a relative one starts at the folder of the recipe or of the command.',
    });
  };
  try {
    const there = await stat(path);
    if (there.isDirectory()) return { files: await listFiles(path), base: path };
    return { files: [path], base: dirname(path) };
  } catch (error) {
    if (!isMissing(error)) throw unreadable(given, error);
  }
  if (!isGlob(path)) return missing();
  const base = globBase(path);
  const pattern = globPattern(path);
  try {
    const all = await listFiles(base);
    const files = all.filter((file) => pattern.test(file));
    return files.length > 0 ? { files, base } : missing();
  } catch (error) {
    if (isMissing(error)) return missing();
    throw error instanceof AppError ? error : unreadable(given, error);
  }
}

/** A link may lead out of the folder: then the folder common to all files is the base. */
function baseOf(folder: string, files: readonly string[]): string {
  let base = folder;
  while (!files.every((file) => base === '/' || file.startsWith(base + sep))) base = dirname(base);
  return base;
}

async function oneFormat(files: readonly string[], base: string): Promise<SourceFormat> {
  const formats = new Map<SourceFormat, string>();
  for (const file of files) {
    const format = await detectFormat(file);
    if (!formats.has(format)) formats.set(format, relative(base, file));
  }
  const [first, second] = [...formats];
  if (second) {
    throw new AppError(
      'bad-data',
      `“${basename(base)}” mixes formats: “${String(first?.[1])}” is ${String(first?.[0])}, “${second[1]}” is ${second[0]}.`,
      { hint: 'Open one kind with a glob such as *.parquet.' },
    );
  }
  // SAFETY: there is at least one file, so at least one format.
  return first?.[0] as SourceFormat;
}

/** The Hive keys that every path has, in order; none if the paths differ. */
function commonKeys(paths: readonly string[]): string[] {
  const keys = paths.map((path) => hiveKeys(path).map(({ key }) => key));
  const [first = []] = keys;
  const same = keys.every((other) => other.join('/') === first.join('/'));
  return same ? first : [];
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}

function unreadable(path: string, error: unknown): AppError {
  return new AppError('forbidden', `“${path}” cannot be read.`, {
    hint: 'Check the permissions of the file and its folders.',
    detail: String(error),
  });
}

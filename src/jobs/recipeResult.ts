import { createHash } from 'node:crypto';
import { mkdir, readdir, realpath, rm, stat, utimes } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { VERSIONS } from '../core/versions.ts';
import { AppError } from '../shared/errors.ts';
import type { DataCall } from './dataCall.ts';
import type { LocatedSource, SourceSpec } from './locatedSource.ts';
import { recipeQuery } from './recipeQuery.ts';
import type { SourceWriter } from './sourceReader.ts';

/** Results that nobody used for so long are removed. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** A source that is the result of another recipe. */
export interface RecipeSource {
  readonly name: string;
  readonly spec: SourceSpec;
  /** A relative path is taken against it. */
  readonly folder: string;
  readonly cacheDirectory: string;
  /** The recipes, by path, whose results are being worked out: none of them may be its own source. */
  readonly within: readonly string[];
  /** A session apart, in which the other recipe's sources are opened; `within` is that recipe, too. */
  readonly open: (within: readonly string[]) => SourceWriter;
}

/**
 * The rows after the steps of another recipe, as a Parquet file in the cache: worked out once for each
 * state of that recipe and its data. Its parameters have their defaults; checks and outputs are its own
 * affair. Throws what is wrong with the other recipe, naming it.
 */
export async function recipeResult(source: RecipeSource, call: DataCall): Promise<LocatedSource> {
  const { name, spec, within } = source;
  const path = pathOf(source);
  if (within.includes(path)) {
    const names = [...within.slice(within.indexOf(path)), path].map((one) => basename(one));
    throw new AppError('bad-recipe', `A recipe cannot be its own source: ${names.join(' → ')}.`, {
      hint: 'Take one of these sources out.',
    });
  }
  const session = source.open([...within, path]);
  try {
    const { sql, located } = await named(path, () =>
      recipeQuery(session, path, { values: 'current' }, call),
    );
    const state = [sql, VERSIONS.duckdb, located.map((one) => [one.name, one.snapshot])];
    const snapshot = createHash('sha256').update(JSON.stringify(state)).digest('hex');
    const root = join(await cacheRoot(source), 'recipes');
    const base = join(root, snapshot);
    const file = join(base, `${basename(path).replace(/\.sluice\.json$/, '')}.parquet`);
    await mkdir(base, { recursive: true });
    if (!(await isThere(file))) {
      await named(path, () => session.run('write', { query: { sql }, path: file }, call));
      await dropOld(root);
    }
    const now = new Date();
    await utimes(base, now, now);
    const { size, mtimeMs } = await stat(file);
    const relative = basename(file);
    return {
      ...{ name, spec, format: 'parquet', snapshot, remote: undefined },
      files: [{ uri: pathToFileURL(file).href, relative, size }],
      local: { base, paths: [file], hive: [], modified: [mtimeMs] },
    };
  } finally {
    await session.close();
  }
}

function pathOf({ spec: { uri }, folder }: RecipeSource): string {
  if (uri.startsWith('file:')) return fileURLToPath(uri);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(uri)) {
    throw new AppError('unsupported', `${uri} is a recipe that lies elsewhere.`, {
      hint: 'Copy it beside this one; its own sources may lie on S3.',
    });
  }
  return isAbsolute(uri) ? uri : resolve(folder, uri);
}

/** An error of the other recipe says whose it is. */
async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const { code, message, hint, detail } = error;
    throw new AppError(code, `${basename(path)}: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      ...(detail === undefined ? {} : { detail }),
      cause: error,
    });
  }
}

async function cacheRoot({ cacheDirectory }: RecipeSource): Promise<string> {
  await mkdir(cacheDirectory, { recursive: true });
  return realpath(cacheDirectory);
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(ignoreMissing)) !== undefined;
}

/** What is not there is no error; all else is. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function dropOld(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const folder = join(root, name);
    // Another window may be at it, too.
    const found = await stat(folder).catch(ignoreMissing);
    if (found && Date.now() - found.mtimeMs > KEPT_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../../../shared/errors.ts';
import { forEachBounded } from '../../forEachBounded.ts';
import { namesIn } from './namesIn.ts';
import { soundJson } from './soundJson.ts';
import { unlessGone } from './unlessGone.ts';

/** Blocks that `stat` counts in. */
const BLOCK = 512;
/** Files that are looked at at once. */
const LOOKS = 16;

/** One copy of an object, whole or sparse, with all names that it has on the disk. */
export interface CachedCopy {
  /** Its key, where it lies in `objects/` or `sparse/`; where the disk has no links, some do not. */
  readonly key: string | undefined;
  /** What is moved away to remove it. */
  readonly path: string;
  /** What it takes on the disk: blocks. */
  readonly bytes: number;
  /** When it was used last, in milliseconds since 1970. */
  readonly used: number;
  /** Its names below `data/`. */
  readonly names: readonly string[];
  readonly layouts: ReadonlySet<Layout>;
}

/** A dataset's folder below `data/`. */
export interface Layout {
  readonly id: string;
  /** Undefined for one of an earlier version, which did not write it down. */
  readonly address: string | undefined;
  readonly used: number;
}

interface Found {
  key: string | undefined;
  path: string;
  bytes: number;
  used: number;
  names: string[];
  layouts: Set<Layout>;
}

/** All copies in the cache, each once, however many datasets it belongs to. */
export async function cacheContents(
  cacheDirectory: string,
  signal: AbortSignal,
): Promise<readonly CachedCopy[]> {
  const found = new Map<number, Found>();
  for (const kind of ['objects', 'sparse']) {
    const folder = join(cacheDirectory, kind);
    const keys = (await namesIn(folder)).filter((key) => /^[0-9a-f]{64}$/.test(key));
    await forEachBounded(keys, LOOKS, async (key) => {
      throwIfCancelled(signal);
      const path = join(folder, key);
      const data = await stat(kind === 'sparse' ? join(path, 'data') : path).catch(unlessGone);
      const used = kind === 'sparse' ? await stat(path).catch(unlessGone) : data;
      if (!data || !used) return;
      const facts = { bytes: data.blocks * BLOCK, used: used.mtimeMs };
      found.set(data.ino, { key, path, ...facts, names: [], layouts: new Set() });
    });
  }
  for (const id of await namesIn(join(cacheDirectory, 'data'))) {
    const folder = join(cacheDirectory, 'data', id);
    const layout = await layoutOf(cacheDirectory, id);
    await forEachBounded(await filesBelow(folder), LOOKS, async (path) => {
      throwIfCancelled(signal);
      const data = await stat(path).catch(unlessGone);
      if (!data?.isFile()) return;
      // Where the disk has no links, or after a removal that was cut short, it is a copy of its own.
      const facts = { bytes: data.blocks * BLOCK, used: data.mtimeMs };
      const own = { key: undefined, path, ...facts, names: [], layouts: new Set<Layout>() };
      const copy: Found = found.get(data.ino) ?? own;
      copy.names.push(path);
      copy.layouts.add(layout);
      // Those that only parts came of know better when they were used.
      if (!copy.path.startsWith(join(cacheDirectory, 'sparse'))) {
        copy.used = Math.max(copy.used, layout.used);
      }
      found.set(data.ino, copy);
    });
  }
  return [...found.values()];
}

/** Whether a copy is open: by itself, or as a part of its dataset where it is no link. */
export function isHeld({ key, layouts }: CachedCopy, held: ReadonlySet<string>): boolean {
  return key === undefined ? [...layouts].some(({ id }) => held.has(id)) : held.has(key);
}

async function layoutOf(cacheDirectory: string, id: string): Promise<Layout> {
  const path = join(cacheDirectory, 'layouts', `${id}.json`);
  const text = await readFile(path, 'utf8').catch(unlessGone);
  const note = (await stat(text === undefined ? join(cacheDirectory, 'data', id) : path).catch(
    unlessGone,
  )) ?? { mtimeMs: 0 };
  return { id, address: addressIn(text), used: note.mtimeMs };
}

function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const note = soundJson(text);
  if (typeof note !== 'object' || note === null || !('address' in note)) return undefined;
  return typeof note.address === 'string' ? note.address : undefined;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries =
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessGone)) ?? [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Another form of the files, another number: what older versions wrote is left to be evicted. */
const FORM = 1;
const LIMIT_BYTES = 64 * 1024 * 1024;
/** Bytes written between two looks at the size of all. */
const TIDY_EVERY = 4 * 1024 * 1024;

interface Entry {
  readonly form: number;
  readonly kind: string;
  readonly key: string;
  readonly value: unknown;
}

/** Names what figures depend on: everything that could make them others belongs in here. */
export function profileKey(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}

/**
 * Figures that outlive the session, as files below `<cache>/profiles`: by their kind and by a key
 * that names everything they depend on. What was used longest ago goes first when they grow too many.
 *
 * It only spares work: a file that cannot be read is computed anew, and where none can be written
 * the figures are those that were computed.
 */
export class ProfileStore {
  private readonly folder: string;
  private readonly limit: number;
  private written = TIDY_EVERY;
  private tidying: Promise<void> | undefined;

  constructor(cacheDirectory: string, limitBytes = LIMIT_BYTES) {
    this.folder = join(cacheDirectory, 'profiles');
    this.limit = limitBytes;
  }

  /** What is kept, or else what `compute` gives, which is then kept. Errors are not. */
  async cached<T>(kind: string, key: string, compute: () => Promise<T>): Promise<T> {
    const known = await this.get<T>(kind, key);
    if (known !== undefined) return known;
    const value = await compute();
    await this.put(kind, key, value);
    return value;
  }

  /** What is kept of a kind under a key; values are JSON. */
  async get<T>(kind: string, key: string): Promise<T | undefined> {
    const path = this.path(kind, key);
    try {
      // SAFETY: the form, the kind and the key are compared before the value is used.
      const entry = JSON.parse(await readFile(path, 'utf8')) as Entry;
      if (entry.form !== FORM || entry.kind !== kind || entry.key !== key) return undefined;
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      // SAFETY: what was put under this kind and key.
      return entry.value as T;
    } catch {
      // Not there, cut short by a crash, or being evicted: it is computed anew.
      return undefined;
    }
  }

  /** Keeps a value, as a whole or not at all. */
  async put(kind: string, key: string, value: unknown): Promise<void> {
    const path = this.path(kind, key);
    const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
    const text = JSON.stringify({ form: FORM, kind, key, value } satisfies Entry);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(partial, text);
      await rename(partial, path);
    } catch {
      // A full or read-only disk takes nothing from the figures themselves.
      await rm(partial, { force: true }).catch(() => undefined);
      return;
    }
    this.written += text.length;
    if (this.written < TIDY_EVERY) return;
    this.written = 0;
    this.tidying ??= this.tidy().finally(() => {
      this.tidying = undefined;
    });
    await this.tidying;
  }

  private path(kind: string, key: string): string {
    return join(this.folder, `${profileKey([kind, key])}.json`);
  }

  /** Takes away what was used longest ago until the rest fits. */
  private async tidy(): Promise<void> {
    try {
      const names = await readdir(this.folder);
      const files = await Promise.all(
        names.map(async (name) => {
          const path = join(this.folder, name);
          const found = await stat(path).catch(() => undefined);
          return found ? [{ path, size: found.size, used: found.mtimeMs }] : [];
        }),
      );
      let total = 0;
      for (const { path, size, used } of files.flat().sort((a, b) => b.used - a.used)) {
        total += size;
        const left = path.endsWith('.partial') && Date.now() - used > 3_600_000;
        if (total > this.limit || left) await rm(path, { force: true });
      }
    } catch {
      // Another window tidies too, or the folder is gone: the next write looks again.
    }
  }
}

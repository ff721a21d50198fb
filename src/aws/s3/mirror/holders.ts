import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from './fileLock.ts';
import { namesIn } from './namesIn.ts';
import { OWN_MARK, isAlive } from './processMark.ts';
import { unlessGone } from './unlessGone.ts';

/**
 * Which copies are open, in this window and in others: one file for each process, which counts for
 * nothing once the process is gone. Holding and evicting exclude each other by a lock.
 */
export class Holders {
  private readonly held = new Map<string, Set<string>>();
  private readonly folder: string;

  constructor(cacheDirectory: string) {
    this.folder = join(cacheDirectory, 'holders');
  }

  async hold(holder: string, keys: readonly string[], signal: AbortSignal): Promise<void> {
    const own = this.held.get(holder) ?? new Set();
    const added = keys.filter((key) => !own.has(key));
    if (added.length === 0) return;
    await this.locked(signal, async () => {
      for (const key of added) own.add(key);
      this.held.set(holder, own);
      await this.write();
    });
  }

  async release(holder: string, signal: AbortSignal): Promise<void> {
    if (!this.held.delete(holder)) return;
    await this.locked(signal, () => this.write());
  }

  /** Runs work that is told which copies are open anywhere, while none comes to be opened. */
  evicting<T>(signal: AbortSignal, work: (held: ReadonlySet<string>) => Promise<T>): Promise<T> {
    return this.locked(signal, async () => work(await this.everywhere()));
  }

  /** What is open, in this process and in all others that live. */
  async everywhere(): Promise<ReadonlySet<string>> {
    const held = new Set([...this.held.values()].flatMap((keys) => [...keys]));
    for (const name of await namesIn(this.folder)) {
      const mark = /^(\d+-\d+)\.json$/.exec(name)?.[1];
      if (mark === undefined || mark === OWN_MARK) continue;
      const path = join(this.folder, name);
      if (!isAlive(mark)) {
        await rm(path, { force: true });
        continue;
      }
      const text = await readFile(path, 'utf8').catch(unlessGone);
      if (text === undefined) continue;
      const keys: unknown = JSON.parse(text);
      if (Array.isArray(keys)) for (const key of keys) held.add(String(key));
    }
    return held;
  }

  private async locked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    return withFileLock(join(this.folder, 'lock'), signal, work);
  }

  private async write(): Promise<void> {
    const path = join(this.folder, `${OWN_MARK}.json`);
    const keys = [...new Set([...this.held.values()].flatMap((own) => [...own]))];
    const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
    await writeFile(temporary, JSON.stringify(keys));
    await rename(temporary, path);
  }
}

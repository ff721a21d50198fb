import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from './fileLock.ts';
import { OWN_MARK, isAlive } from './processMark.ts';

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
  async evicting(
    signal: AbortSignal,
    work: (held: ReadonlySet<string>) => Promise<void>,
  ): Promise<void> {
    await this.locked(signal, async () => {
      const held = new Set([...this.held.values()].flatMap((keys) => [...keys]));
      for (const name of await readdir(this.folder)) {
        const mark = /^(\d+-\d+)\.json$/.exec(name)?.[1];
        if (mark === undefined || mark === OWN_MARK) continue;
        const path = join(this.folder, name);
        if (!isAlive(mark)) {
          await rm(path, { force: true });
          continue;
        }
        const keys: unknown = JSON.parse(await readFile(path, 'utf8'));
        if (Array.isArray(keys)) for (const key of keys) held.add(String(key));
      }
      await work(held);
    });
  }

  private async locked(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await withFileLock(join(this.folder, 'lock'), signal, work);
  }

  private async write(): Promise<void> {
    const path = join(this.folder, `${OWN_MARK}.json`);
    const keys = [...new Set([...this.held.values()].flatMap((own) => [...own]))];
    const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
    await writeFile(temporary, JSON.stringify(keys));
    await rename(temporary, path);
  }
}

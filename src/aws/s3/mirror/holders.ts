import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from './fileLock.ts';
import { namesIn } from './namesIn.ts';
import { CLIENT_MARK, isAlive } from './processMark.ts';
import { soundJson } from './soundJson.ts';
import { unlessGone } from './unlessGone.ts';

/** Keys of copies, by who has them open. */
type Held = Readonly<Record<string, readonly string[]>>;

/**
 * Which copies are open, in this window and in others: one file for each client's process, which
 * counts for nothing once that is gone. It is the client that has copies open, by its engine; this
 * process may end and be started anew meanwhile, so that nothing is kept in its memory. Holding and
 * evicting exclude each other by a lock.
 */
export class Holders {
  private readonly folder: string;
  private readonly own: string;

  constructor(cacheDirectory: string) {
    this.folder = join(cacheDirectory, 'holders');
    this.own = join(this.folder, `${CLIENT_MARK}.json`);
  }

  async hold(holder: string, keys: readonly string[], signal: AbortSignal): Promise<void> {
    const hasAll = ({ [holder]: held = [] }: Held): boolean => {
      const there = new Set(held);
      return keys.every((key) => there.has(key));
    };
    if (hasAll(await read(this.own))) return;
    await this.locked(signal, async () => {
      const held = await read(this.own);
      if (hasAll(held)) return;
      await this.write({ ...held, [holder]: [...new Set([...(held[holder] ?? []), ...keys])] });
    });
  }

  async release(holder: string, signal: AbortSignal): Promise<void> {
    if ((await read(this.own))[holder] === undefined) return;
    await this.locked(signal, async () => {
      const { [holder]: _gone, ...others } = await read(this.own);
      await this.write(others);
    });
  }

  /** Runs work that is told which copies are open anywhere, while none comes to be opened. */
  evicting<T>(signal: AbortSignal, work: (held: ReadonlySet<string>) => Promise<T>): Promise<T> {
    return this.locked(signal, async () => work(await this.everywhere()));
  }

  /** What is open, by this client and by all others that live. */
  async everywhere(): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    for (const name of await namesIn(this.folder)) {
      const mark = /^(\d+-\d+)\.json$/.exec(name)?.[1];
      if (mark === undefined) continue;
      const path = join(this.folder, name);
      if (!isAlive(mark)) {
        await rm(path, { force: true });
        continue;
      }
      for (const key of Object.values(await read(path)).flat()) held.add(key);
    }
    return held;
  }

  private async locked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    return withFileLock(join(this.folder, 'lock'), signal, work);
  }

  private async write(held: Held): Promise<void> {
    const temporary = `${this.own}.${randomBytes(6).toString('hex')}.part`;
    await writeFile(temporary, JSON.stringify(held));
    await rename(temporary, this.own);
  }
}

async function read(path: string): Promise<Held> {
  const text = await readFile(path, 'utf8').catch(unlessGone);
  const held = text === undefined ? {} : soundJson(text);
  if (typeof held !== 'object' || held === null) return {};
  return Object.fromEntries(
    Object.entries(held).map(([holder, keys]: [string, unknown]) => [
      holder,
      Array.isArray(keys) ? keys.map(String) : [],
    ]),
  );
}

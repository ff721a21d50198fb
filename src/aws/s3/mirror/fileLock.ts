import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { pause } from '../../pause.ts';
import { OWN_MARK, isAlive } from './processMark.ts';

const LOOK_MS = 40;
/** A lock without an owner is one that is being made, or that a crash left. */
const UNMARKED_MS = 5000;

/**
 * Runs work while no other process runs work under the same lock. The lock of a process that is gone
 * counts for nothing. It spares double work; nothing that must be right may depend on it alone.
 */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  while (!(await take(path))) {
    if (await isStale(path)) await remove(path);
    else await pause(LOOK_MS, signal);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.write(OWN_MARK);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const mark = await readFile(path, 'utf8');
    if (mark !== '') return !isAlive(mark);
    return Date.now() - (await stat(path)).mtimeMs > UNMARKED_MS;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Two may see the same dead owner: only one of them moves its lock away. */
async function remove(path: string): Promise<void> {
  const away = `${path}.${randomBytes(6).toString('hex')}.dead`;
  await rename(path, away).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rm(away, { force: true });
}

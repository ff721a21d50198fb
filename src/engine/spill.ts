import { readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names tell the machine too: several may share a folder, and each knows its own processes only. */
const PREFIX = `sluice-engine-${hostname().replace(/[^A-Za-z0-9.-]/g, '_')}-`;

/** The folder below which one engine process keeps what does not fit into memory. */
export function spillRoot(base: string | undefined, pid: number): string {
  return join(base ?? tmpdir(), `${PREFIX}${String(pid)}`);
}

/** Removes a folder of temporary files; one that is gone is no failure. */
export function removeSpill(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what engines left here that were killed together with the process that looks after them. */
export function removeDeadSpill(base: string | undefined): void {
  const folder = base ?? tmpdir();
  for (const name of namesIn(folder)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (!Number.isSafeInteger(pid) || pid <= 0 || isAlive(pid)) continue;
    try {
      removeSpill(join(folder, name));
    } catch (error) {
      // Another user's, who will remove it.
      if (!hasCode(error, 'EACCES', 'EPERM')) throw error;
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // It is made when something has to be kept.
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

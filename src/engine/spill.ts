import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder below which one engine process keeps what does not fit into memory. */
export function spillRoot(base: string | undefined, pid: number): string {
  return join(base ?? tmpdir(), `sluice-engine-${String(pid)}`);
}

/** Removes a folder of temporary files; one that is gone is no failure. */
export function removeSpill(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

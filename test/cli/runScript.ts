import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/**
 * Runs an exported script, which must do its work. Now and then Arrow aborts a Python that is just
 * ending, when everything is written (apache/arrow#34314): that is told, and the caller looks
 * at what was written all the same.
 */
export function runScript(python: string, args: readonly string[]): void {
  const { status, signal, stderr } = spawnSync(python, args, { encoding: 'utf8' });
  if (signal === 'SIGABRT' && stderr === 'terminate called without an active exception\n') {
    console.warn(`Arrow aborted ${args[0] ?? ''} while it ended.`);
    return;
  }
  expect(status, stderr).toBe(0);
}

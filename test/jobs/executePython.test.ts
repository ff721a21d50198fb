import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { executePython } from '../../src/jobs/executePython.ts';

it('leaves no program behind that could not be noted', async () => {
  let pid = 0;
  const run = executePython({
    python: '.venv/bin/python',
    arguments: ['-c', 'import time; time.sleep(60)'],
    env: {},
    onStart: (started) => {
      pid = started;
      throw new Error('the disk is full');
    },
  });
  await expect(run).rejects.toThrow('the disk is full');
  expect(pid).toBeGreaterThan(0);
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await pause(50);
  expect(isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no process of that number
  }
}

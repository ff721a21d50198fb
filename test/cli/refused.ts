import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import type { RunOptions, Workspace } from './sluice.ts';

const errorDocument = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string() }),
});

/** What a refusal must be. */
export interface Refusal {
  readonly exit: number;
  readonly code: string | RegExp;
  /** What the sentence must say. */
  readonly says: RegExp;
}

/**
 * Runs a command that must fail, once for people and once with `--json`: the exit code, one clear
 * sentence with the next step, no stack, and every file of the user's as it was.
 */
export async function refused(
  work: Workspace,
  args: readonly string[],
  { exit, code, says }: Refusal,
  options: RunOptions = {},
): Promise<void> {
  const before = contents(work);
  const json = await work.run([...args, '--json'], options);
  expect(json.code, `${json.stdout}${json.stderr}`).toBe(exit);
  const { error } = errorDocument.parse(json.json);
  expect(error.code, error.message).toMatch(
    typeof code === 'string' ? new RegExp(`^${code}$`) : code,
  );
  isSentence(error.message);
  isSentence(error.hint);
  expect(error.message).toMatch(says);
  hasNoStack(json.stderr);

  const plain = await work.run(args, options);
  expect(plain.code, plain.stderr).toBe(exit);
  expect(plain.stdout).toBe('');
  // A name that differs from run to run stands in the sentence of some, or the object that was first.
  const named = (text: string): string =>
    text.replace(/-\d{8}-\d{6}-[0-9a-f]{4}/g, '-NAME').replace(/month=\d+/g, 'month=N');
  expect(named(plain.stderr)).toContain(named(error.message));
  expect(named(plain.stderr)).toContain(named(error.hint));
  hasNoStack(plain.stderr);
  expect(contents(work)).toEqual(before);
}

function isSentence(text: string): void {
  // A sentence may begin with the name of a run or an address.
  expect(text).toMatch(/^(?:[\p{Lu}“"'/\d`]|[a-z]+-|s3:)/u);
  expect(text).toMatch(/[.)?”]$/);
  expect(text.length).toBeLessThan(400);
  expect(text).not.toContain('\n');
  expect(text).not.toMatch(/undefined|\[object|NaN\b|Something went wrong inside/);
}

function hasNoStack(text: string): void {
  expect(text).not.toMatch(/^\s+at .*(:\d+:\d+|native|<anonymous>)/m);
  expect(text).not.toMatch(/Traceback|node:internal|Error:/);
}

/** Each file of the user's with its hash; what Sluice keeps below `.sluice` aside. */
export function contents(work: Workspace): Record<string, string> {
  const files = readdirSync(work.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.sluice/'));
  const hash = (path: string): string =>
    createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(files.sort().map((path) => [path, hash(path)]));
}

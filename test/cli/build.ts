import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll } from 'vitest';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const bundles = ['cli.js', 'cliMain.js', 'engine.js', 'python/run.py'];

/** Builds `dist/` before a file of tests, unless it is newer than all that it is built from. */
export function useBuild(): void {
  beforeAll(() => {
    if (isFresh()) return;
    execFileSync(join(root, 'node_modules', '.bin', 'node'), ['esbuild.mjs'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 120_000,
    });
  });
}

function isFresh(): boolean {
  const built = bundles.map((name) => join(root, 'dist', name));
  if (!built.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...built.slice(0, 3).map((path) => statSync(path).mtimeMs));
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs < oldest);
}

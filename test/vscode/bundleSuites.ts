import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/setup/paths.mjs';

/**
 * Bundles the suites and what runs them into `.cache/vscode-tests/`: an extension host takes
 * CommonJS. Gives the file that the editor is started with.
 */
export async function bundleSuites(): Promise<string> {
  const folder = join(root, '.cache', 'vscode-tests');
  rmSync(folder, { recursive: true, force: true });
  const suites = readdirSync(join(root, 'test/vscode/suite')).filter((name) =>
    name.endsWith('.test.ts'),
  );
  await build({
    absWorkingDir: root,
    entryPoints: [
      'test/vscode/runSuites.ts',
      ...suites.sort().map((name) => `test/vscode/suite/${name}`),
    ],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // One mocha for all files; the rest exists in the editor only, or is native.
    external: ['vscode', 'mocha', '@duckdb/*'],
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'warning',
  });
  return join(folder, 'runSuites.js');
}

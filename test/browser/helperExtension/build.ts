import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../scripts/setup/paths.mjs';

/**
 * Bundles an extension for tests in a browser, and gives its folder, for `alsoLink`. It runs the
 * cells of notebooks by a real IPython kernel, and measures how long the extension host's event
 * loop is held up where `SLUICE_TEST_DELAYS` names a file.
 */
export async function helperExtension(): Promise<string> {
  const source = import.meta.dirname;
  const folder = join(root, '.cache', 'helper-extension');
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [join(source, 'main.ts')],
    outfile: join(folder, 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    define: { 'import.meta.dirname': JSON.stringify(source) },
    logLevel: 'warning',
  });
  await copyFile(join(source, 'package.json'), join(folder, 'package.json'));
  return folder;
}

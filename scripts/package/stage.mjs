import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/** Packages that are not bundled, as they are native or load what is. */
const unbundled = ['@duckdb/node-api', '@duckdb/node-bindings'];
const parts = [
  '.vscodeignore',
  'README.md',
  'LICENSE',
  'NOTICE',
  'CHANGELOG.md',
  'media',
  'dist',
  'node_modules/@duckdb',
  'node_modules/detect-libc',
];

/**
 * Lays the parts of the extension out in a folder of their own, from which `.vscodeignore` picks:
 * in the repository the packer would walk the Python environments and the editors, too.
 * @param {string} folder made anew
 */
export function stage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of parts)
    cpSync(path.join(root, part), path.join(folder, part), {
      recursive: true,
      filter: (from) => !/\.(map|vsix)$/.test(from),
    });
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const shipped = {
    ...manifest,
    scripts: undefined,
    bin: undefined,
    devDependencies: undefined,
    allowScripts: undefined,
    prettier: undefined,
    dependencies: Object.fromEntries(unbundled.map((name) => [name, manifest.dependencies[name]])),
  };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(shipped, null, 2)}\n`);
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packagePrograms, root } from './paths.mjs';
import { ask, run } from './run.mjs';

/**
 * Installs the npm packages unless `node_modules` already holds what `package-lock.json` says.
 * @returns {Promise<boolean>} whether something was installed
 */
export async function ensurePackages() {
  if (packagesMatchLock(root) && toolNodeRuns()) return false;
  console.log(
    'set-up: npm packages. Its EBADENGINE remarks are about tools, whose Node comes too.',
  );
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund']);
  if (!toolNodeRuns())
    throw new Error(
      'npm did not install the Node of the tools. Run `npm ci --foreground-scripts` and read what it says.',
    );
  return true;
}

/**
 * Compares the lock file with the one that npm leaves in `node_modules` when it has finished.
 * @param {string} folder the one that holds `package-lock.json`
 */
export function packagesMatchLock(folder) {
  const record = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  const wanted = packagesOf(path.join(folder, 'package-lock.json'));
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const found = installed[name];
    // What is for another platform is left out by npm.
    if (found === undefined && entry.optional === true) continue;
    if (found?.version !== entry.version) return false;
  }
  return Object.keys(installed).every((name) => name in wanted);
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean}>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** The package `node` fetches its program in an install script, which may have been refused. */
function toolNodeRuns() {
  return ask(path.join(packagePrograms, 'node'), ['--version']) !== undefined;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { ask, run } from './run.mjs';

/** The two environments: folder, and the requirements that it is made from. */
export const pythonEnvironments = [
  { folder: '.venv', requirements: 'newest' },
  { folder: '.venv-floor', requirements: 'floor' },
];

/**
 * Makes a Python environment unless it already holds the pinned packages.
 * @param {{folder: string, requirements: string}} environment
 * @param {string} python the program to make it with
 * @returns {Promise<boolean>} whether it was made anew
 */
export async function ensureEnvironment({ folder, requirements }, python) {
  const list = `requirements/${requirements}.txt`;
  const lock = `requirements/${requirements}.lock.txt`;
  const stamp = path.join(root, folder, 'sluice-requirements.sha256');
  const wanted = createHash('sha256').update(read(list)).update(read(lock)).digest('hex');
  const own = path.join(root, folder, 'bin', 'python');

  if (versionOf(own) === '3.11') {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
    if (holdsExactly(own, read(lock))) {
      writeFileSync(stamp, wanted);
      return false;
    }
  }
  rmSync(path.join(root, folder), { recursive: true, force: true });
  await run(python, ['-m', 'venv', folder]);
  await run(own, [
    ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'],
    ...['--requirement', list, '--constraint', lock],
  ]);
  writeFileSync(stamp, wanted);
  return true;
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

/** @param {string} python */
function versionOf(python) {
  return ask(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])?.trim();
}

/**
 * An environment made by hand, or one whose stamp was lost, is kept when nothing differs.
 * @param {string} python
 * @param {string} lock
 */
function holdsExactly(python, lock) {
  const installed = ask(python, ['-m', 'pip', '--disable-pip-version-check', 'freeze']);
  return installed !== undefined && pins(installed).join() === pins(lock).join();
}

/** @param {string} text */
function pins(text) {
  const lines = text.split('\n').map((line) => line.trim().toLowerCase());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).sort();
}

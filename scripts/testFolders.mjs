import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup/paths.mjs';

/**
 * Quick suites first, so that a plain mistake shows early, beside the journeys, which take longest;
 * folders not named here follow.
 */
const order = [
  'browser',
  'unit',
  'layers',
  'tooling',
  'engine',
  'session',
  'conformance',
  'jobs',
  'aws',
  'aws-client',
  'cli',
  'demo',
];

/**
 * The suites: each folder under `test/` that holds a test file.
 * @returns {string[]}
 */
export function testFolders() {
  const rank = (/** @type {string} */ name) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return readdirSync(path.join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures')
    .map((entry) => entry.name)
    .filter((name) =>
      readdirSync(path.join(root, 'test', name), { recursive: true }).some((file) =>
        file.toString().endsWith('.test.ts'),
      ),
    )
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

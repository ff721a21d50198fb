import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/**
 * Copies the Python that ships beside the bundles, as it is.
 * @returns {number} how many files
 */
export function copyPythonFiles() {
  const from = path.join(root, 'src/python/sluice');
  const to = path.join(root, 'dist/python');
  if (!existsSync(from)) return 0;
  const names = readdirSync(from).filter((name) => name.endsWith('.py'));
  mkdirSync(to, { recursive: true });
  for (const name of names) copyFileSync(path.join(from, name), path.join(to, name));
  return names.length;
}

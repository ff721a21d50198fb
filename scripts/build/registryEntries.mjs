import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The entries of a registry's folder: the files with a default export. What the entries are made
 * with lies beside them and has none.
 * @param {string} folder
 * @returns {string[]} names without `.ts`, sorted
 */
export function registryEntries(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts'))
    .filter((file) => /^export default /m.test(readFileSync(path.join(folder, file), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { ask } from './run.mjs';

const program = process.platform === 'win32' ? 'node.exe' : 'node';

/** The oldest Node that what ships must run on. */
export const oldestNode = 20;

/**
 * Finds the machine's own Node: npm puts `node_modules/.bin` first on the path, and the Node
 * there is for the tools only.
 * @returns {{path: string, version: string, major: number} | undefined} the first on the path
 */
export function findMachineNode() {
  const packages = path.join(root, 'node_modules') + path.sep;
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    path.dirname(process.execPath),
  ];
  for (const folder of folders) {
    const candidate = path.join(folder, program);
    if (folder === '' || !existsSync(candidate)) continue;
    if (folder.endsWith(path.join('node_modules', '.bin'))) continue;
    if (realpathSync(candidate).startsWith(packages)) continue;
    const version = ask(candidate, ['--version'])?.trim();
    const major = Number(/^v(\d+)\./.exec(version ?? '')?.[1]);
    if (version !== undefined && major > 0) return { path: candidate, version, major };
  }
  return undefined;
}

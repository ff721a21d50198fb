import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

// What is started or sent on its own. The rest of the package travels in its wheel: beside a
// script, a module would hide one of Python's own of the same name.
const standalone = ['environment.py', 'export_frame.py', 'run.py', 'train_xgboost.py'];

/**
 * Copies the Python files that run alone, as they are.
 * @returns {number} how many files
 */
export function copyPythonFiles() {
  const from = path.join(root, 'src/python/sluice');
  const to = path.join(root, 'dist/python');
  const names = standalone.filter((name) => existsSync(path.join(from, name)));
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to))
    if (name.endsWith('.py') && !names.includes(name)) rmSync(path.join(to, name));
  for (const name of names) copyFileSync(path.join(from, name), path.join(to, name));
  return names.length;
}

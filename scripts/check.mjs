// `npm run check`: every static check, all of them even when one fails.
//   --with-violation   also cruises the fixture that breaks each import rule, and so must fail
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './setup.mjs';
import { root } from './setup/paths.mjs';
import { runForCode } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';

const ruff = path.join(root, '.venv', 'bin', 'ruff');
const python = ['src/python', 'scripts', 'test'];

/** @type {{name: string, command: string, args: string[], cwd?: string}[]} */
const checks = [
  { name: 'types', command: 'tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'types of webviews', command: 'tsc', args: ['--noEmit', '-p', 'webview'] },
  { name: 'types of browser tests', command: 'tsc', args: ['--noEmit', '-p', 'test/browser'] },
  { name: 'lint', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'format', command: 'prettier', args: ['--check', '.', '--log-level', 'warn'] },
  {
    name: 'imports',
    command: 'depcruise',
    args: ['--config', 'test/layers/rules.mjs', 'src', 'webview'],
  },
  { name: 'dead code', command: 'knip', args: [] },
  { name: 'generated files', command: 'node', args: ['esbuild.mjs', '--check'] },
];
if (existsSync(ruff)) {
  checks.push(
    { name: 'Python lint', command: ruff, args: ['check', '--quiet', ...python] },
    { name: 'Python format', command: ruff, args: ['format', '--check', '--quiet', ...python] },
  );
} else console.warn('The Python checks are left out: .venv is not there. Run: npm run setup');
if (process.argv.includes('--with-violation'))
  checks.push({
    name: 'imports of the fixture',
    command: 'depcruise',
    args: ['--config', '../rules.mjs', 'src', 'webview'],
    cwd: path.join(root, 'test/layers/violation'),
  });

await runCommand(async () => {
  const env = toolEnvironment();
  const failed = [];
  for (const { name, command, args, cwd } of checks) {
    const started = performance.now();
    const code = await runForCode(command, args, { env, cwd });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`check: ${name} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) console.error(`check: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});

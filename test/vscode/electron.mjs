// The host tests in a desktop VS Code of yours: VSCODE_BIN=/usr/share/code/code node test/vscode/electron.mjs
// On a Linux without a screen: xvfb-run -a env VSCODE_BIN=… node test/vscode/electron.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/setup/paths.mjs';
import { bundleSuites } from './bundleSuites.ts';
import { makeWorkspace } from './makeWorkspace.ts';

const vscode = process.env.VSCODE_BIN;
if (vscode === undefined || vscode === '') {
  console.error('VSCODE_BIN names no VS Code. Set it to the program of yours.');
  process.exit(2);
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'sluice-'));
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: vscode,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuites(),
    extensionTestsEnv: {
      SLUICE_CACHE_DIR: path.join(folder, 'cache'),
      SLUICE_PYTHON: path.join(root, '.venv', 'bin', 'python'),
    },
    launchArgs: [
      await makeWorkspace(path.join(folder, 'workspace')),
      ...['--disable-extensions', '--disable-workspace-trust', '--no-sandbox'],
      ...['--user-data-dir', path.join(folder, 'user')],
    ],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

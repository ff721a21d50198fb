/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { descendants } from '../../browser/harness/processTree.ts';
import { eventually } from './eventually.ts';
import { ownActivation } from './ownActivation.ts';
import { say } from './say.ts';

const loaded = createRequire(__filename);

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

suite('Activation', () => {
  let extension: vscode.Extension<unknown>;
  suiteSetup(() => {
    const found = vscode.extensions.getExtension('sluice.sluice');
    assert.ok(found, 'the extension is not there');
    extension = found;
  });

  test('waits until something of ours is wanted', () => {
    assert.equal(extension.isActive, false);
  });

  test('loads nothing native, nothing of AWS, and starts no process', async () => {
    const before = new Set(descendants(process.pid).map(({ pid }) => pid));
    const started = performance.now();
    const took = await ownActivation(async () => extension.activate());
    const whole = performance.now() - started;
    const [bundle, activate] = [took.bundle, took.activate].map((ms) => ms.toFixed(0));
    say(
      `activation took ${(took.bundle + took.activate).toFixed(0)} ms of ours (bundle ${bundle ?? ''}, activate ${activate ?? ''}); ${whole.toFixed(0)} ms until it was told, others included`,
    );
    assert.ok(took.bundle > 0 && took.activate > 0, 'the activation was not seen');
    const modules = Object.keys(loaded.cache);
    assert.ok(modules.some((file) => file.endsWith('dist/extension.js')));
    const unwanted = /@duckdb|@aws-sdk|@smithy|\.node$|dist[\\/](engine|aws|cli)\.js$/;
    assert.deepEqual(
      modules.filter((file) => unwanted.test(file) && !file.includes('code-server')),
      [],
    );
    const own = descendants(process.pid).filter(
      ({ pid, command }) => !before.has(pid) && /[\\/]dist[\\/](engine|aws|cli)\.js/.test(command),
    );
    assert.deepEqual(own, []);
  });

  test('registers every command that it promises, and no other', async () => {
    // SAFETY: this extension's own package.json.
    const { contributes } = extension.packageJSON as Manifest;
    const promised = contributes.commands.map(({ command }) => command).sort();
    const registered = (await vscode.commands.getCommands(true)).filter(
      // Views and custom editors bring commands of VS Code's own making.
      (id) =>
        id.startsWith('sluice.') &&
        !/\.(focus|resetViewLocation|open|removeView|toggleVisibility)$/.test(id),
    );
    assert.deepEqual(registered.sort(), promised);
  });

  test('gives Parquet files to the viewer, which starts the engine', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'the window has no folder');
    const file = vscode.Uri.joinPath(folder.uri, 'flights-sample.parquet');
    await vscode.commands.executeCommand('vscode.open', file);
    await eventually(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputCustom, 'a custom editor is active');
      assert.equal(input.viewType, 'sluice.data');
    });
    await eventually(() => {
      const engine = descendants(process.pid).filter(({ command }) =>
        /dist[\\/]engine\.js/.test(command),
      );
      assert.equal(engine.length, 1, 'one engine runs');
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
